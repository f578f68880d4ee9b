import { expect, test } from 'vitest'
import { registryKinds, repositoryArn } from '../../standards/arn/registry-key.ts'
import { repositoryOfArn } from './repository-of-arn.ts'

const registry = { kind: registryKinds.ecr, account: '123456789012', region: 'eu-west-1' }
const ofPublic = { ...registry, kind: registryKinds['ecr-public'] }

test('an ARN names a repository of any account in a registry of the same kind and region', () => {
  const key = { ...registry, account: '999999999999', name: 'team/app' }
  expect(repositoryOfArn(registry, 'arn:aws:ecr:eu-west-1:999999999999:repository/team/app')).toEqual(key)
  expect(repositoryOfArn(ofPublic, 'arn:aws:ecr-public::123456789012:repository/app')).toEqual({
    ...ofPublic,
    name: 'app',
  })
})

test.each([
  ['another region', repositoryArn({ ...registry, region: 'eu-west-2' }, 'app')],
  ['another kind of registry', repositoryArn(ofPublic, 'app')],
  ['another partition', 'arn:aws-cn:ecr:eu-west-1:123456789012:repository/app'],
  ['no account', 'arn:aws:ecr:eu-west-1:aws:repository/app'],
  ['no repository', 'arn:aws:ecr:eu-west-1:123456789012:repository/'],
  ['a name that no repository has', repositoryArn(registry, 'App')],
  ['nothing that is an ARN', 'app'],
])('an ARN with %s names no repository', (_, arn) => {
  expect(repositoryOfArn(registry, arn)).toBeUndefined()
})
