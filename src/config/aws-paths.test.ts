import { expect, test } from 'vitest'
import { awsPaths } from './aws-paths.ts'

test('the AWS credentials and config files are in the home folder of the user', () => {
  const expected = { credentials: '/h/ada/.aws/credentials', config: '/h/ada/.aws/config' }
  expect(awsPaths({}, '/h/ada')).toEqual(expected)
  expect(awsPaths({ AWS_CONFIG_FILE: '' }, '/h/ada')).toEqual(expected)
})

test('AWS_SHARED_CREDENTIALS_FILE and AWS_CONFIG_FILE give the paths of the AWS files', () => {
  const environment = { AWS_SHARED_CREDENTIALS_FILE: '/etc/keys', AWS_CONFIG_FILE: '~/aws.ini' }
  expect(awsPaths(environment, '/h/ada')).toEqual({ credentials: '/etc/keys', config: '/h/ada/aws.ini' })
})

test('an empty home is the root, and never the working folder', () => {
  expect(awsPaths({}, '')).toEqual({ credentials: '/.aws/credentials', config: '/.aws/config' })
  expect(awsPaths({ AWS_CONFIG_FILE: '~/aws.ini' }, '').config).toBe('/aws.ini')
})
