import { expect, test } from 'vitest'
import { awsPaths } from './aws-paths.ts'

test('the files lie in the home of the user', () => {
  const expected = { credentials: '/home/ada/.aws/credentials', config: '/home/ada/.aws/config' }
  expect(awsPaths({}, '/home/ada')).toEqual(expected)
  expect(awsPaths({ AWS_CONFIG_FILE: '' }, '/home/ada')).toEqual(expected)
})

test('the files lie where variables say', () => {
  const environment = { AWS_SHARED_CREDENTIALS_FILE: '/etc/keys', AWS_CONFIG_FILE: '~/aws.ini' }
  expect(awsPaths(environment, '/home/ada')).toEqual({ credentials: '/etc/keys', config: '/home/ada/aws.ini' })
})
