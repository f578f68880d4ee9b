import { expect, test } from 'vitest'
import { awsPaths } from './aws-paths.ts'

test('the files lie in the home of the user', () => {
  const expected = { credentials: '/h/ada/.aws/credentials', config: '/h/ada/.aws/config' }
  expect(awsPaths({}, '/h/ada')).toEqual(expected)
  expect(awsPaths({ AWS_CONFIG_FILE: '' }, '/h/ada')).toEqual(expected)
})

test('the files lie where variables say', () => {
  const environment = { AWS_SHARED_CREDENTIALS_FILE: '/etc/keys', AWS_CONFIG_FILE: '~/aws.ini' }
  expect(awsPaths(environment, '/h/ada')).toEqual({ credentials: '/etc/keys', config: '/h/ada/aws.ini' })
})

test('an empty home is the root, and never the working folder', () => {
  expect(awsPaths({}, '')).toEqual({ credentials: '/.aws/credentials', config: '/.aws/config' })
  expect(awsPaths({ AWS_CONFIG_FILE: '~/aws.ini' }, '').config).toBe('/aws.ini')
})
