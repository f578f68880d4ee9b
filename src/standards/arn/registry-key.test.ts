import { expect, test } from 'vitest'
import { registryArn, registryKinds, repositoryArn } from './registry-key.ts'

const registry = { account: '123456789012', region: 'eu-west-1' }

test.each([
  ['ecr', 'arn:aws:ecr:eu-west-1:123456789012'],
  ['ecr-public', 'arn:aws:ecr-public::123456789012'],
] as const)('ARNs of what a registry of %s holds begin with %s', (service, beginning) => {
  const key = { ...registry, kind: registryKinds[service] }
  expect(repositoryArn(key, 'team/app')).toBe(`${beginning}:repository/team/app`)
  expect(registryArn(key)).toBe(`${beginning}:registry`)
})
