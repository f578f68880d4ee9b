import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  changeSettings,
  columnsOf,
  decideTemplate,
  initialSettings,
  namespaceOf,
  namespacesOf,
  settingsOf,
} from './template-rules.ts'

const role = 'arn:aws:iam::123456789012:role/ecr-templates'
const minimal = { appliedFor: ['CREATE_ON_PUSH'] } as const

describe('the templates that a repository may have', () => {
  test.each([
    ['a', ['ROOT']],
    ['a/b', ['a', 'ROOT']],
    ['a/b/c', ['a/b', 'a', 'ROOT']],
    ['production/x', ['production', 'ROOT']],
  ])('%s has those of %j', (name, namespaces) => {
    expect(namespacesOf(name)).toEqual(namespaces)
  })

  test('a slash at the end of a prefix makes no difference', () => {
    expect([namespaceOf('prod'), namespaceOf('prod/'), namespaceOf('a/b/')]).toEqual(['prod', 'prod', 'a/b'])
  })

  test('are those whose prefix and a slash the name begins with, the longest first, and ROOT', () => {
    const segments = fc.array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(segments, fc.array(segments), (name, prefixes) => {
        const repository = name.join('/')
        const given = [...new Set(prefixes.map((each) => each.join('/')))]
        const expected = given.filter((each) => repository.startsWith(`${each}/`)).sort((a, b) => b.length - a.length)
        expect(namespacesOf(repository).filter((each) => given.includes(each))).toEqual(expected)
        expect(namespacesOf(repository).at(-1)).toBe('ROOT')
      }),
    )
  })
})

describe('the template of a repository', () => {
  const pushes = { applied_for: '["CREATE_ON_PUSH"]' }
  const caches = { applied_for: '["PULL_THROUGH_CACHE","REPLICATION"]' }

  test('is the first that is for the scenario: a longer prefix for others hides none', () => {
    expect(decideTemplate([caches, undefined, pushes], 'CREATE_ON_PUSH')).toBe(pushes)
    expect(decideTemplate([caches, pushes], 'REPLICATION')).toBe(caches)
  })

  test('is none where none is for the scenario', () => {
    expect(decideTemplate([caches, undefined], 'CREATE_ON_PUSH')).toBeUndefined()
  })
})

describe('the settings of a template', () => {
  const full = changeSettings(initialSettings, {
    ...minimal,
    description: 'of a team',
    customRoleArn: role,
    resourceTags: [{ Key: 'team', Value: 'a' }],
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'dev-*' }],
  })

  test('keep what a change leaves out', () => {
    expect(changeSettings(full, {})).toEqual(full)
    expect(changeSettings(full, { description: '' })).toEqual({ ...full, description: '' })
  })

  test('are read from their columns as they were', () => {
    for (const settings of [full, changeSettings(initialSettings, minimal)])
      expect(settingsOf(columnsOf(settings))).toEqual(settings)
  })

  test('lose the filters of a mode with the mode, and get others without another mode', () => {
    const mutable = changeSettings(full, { imageTagMutability: 'MUTABLE' })
    expect(mutable.mutability).toEqual({ tagMutability: 'MUTABLE', exclusions: [] })
    const others = changeSettings(full, {
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'v*' }],
    })
    expect(others.mutability).toEqual({ tagMutability: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['v*'] })
  })

  test('name each scenario once', () => {
    const { appliedFor } = changeSettings(full, { appliedFor: ['REPLICATION', 'REPLICATION'] })
    expect(appliedFor).toEqual(['REPLICATION'])
  })

  test('lose tags and role only together', () => {
    expect(changeSettings(full, { resourceTags: [], customRoleArn: '' })).toMatchObject({
      tags: new Map(),
      customRoleArn: undefined,
    })
    expect(() => changeSettings(full, { customRoleArn: '' })).toThrow('customRoleArn is required when resourceTags')
    const customRoleArn = undefined
    const resourceTags = [{ Key: 'a', Value: '' }]
    expect(() => changeSettings(initialSettings, { ...minimal, customRoleArn, resourceTags })).toThrow('customRoleArn')
  })

  test.each([
    ['role', 'not an ARN'],
    ['arn:aws:iam::123456789012:user/alice', 'a user'],
    ['arn:aws:iam::123456789012:root', 'root'],
    ['arn:aws:sts::123456789012:assumed-role/deployer/alice', 'a session'],
    ['arn:aws:iam::1234:role/deployer', 'no account'],
    ['arn:aws:iam::123456789012:role/', 'no name'],
    ['arn:aws:iam::123456789012:role/team/*', 'several roles'],
    ['arn:aws:iam:us-east-1:123456789012:role/deployer', 'a region'],
  ])('have no role %s: %s', (customRoleArn) => {
    expect(() => changeSettings(initialSettings, { ...minimal, customRoleArn })).toThrow(
      "Invalid parameter at 'customRoleArn' failed to satisfy constraint: 'Invalid ARN'",
    )
  })

  test('are for at least one scenario', () => {
    expect(() => changeSettings(initialSettings, { appliedFor: [] })).toThrow("Invalid parameter at 'appliedFor'")
  })

  test('have tags that a repository can have', () => {
    const customRoleArn = role
    const reserved = [{ Key: 'aws:a', Value: '' }]
    const twice = ['b', 'c'].map((Value) => ({ Key: 'a', Value }))
    const tooMany = Array.from({ length: 51 }, (_, n) => ({ Key: `${n}`, Value: '' }))
    for (const resourceTags of [reserved, twice, tooMany]) {
      const change = () => changeSettings(full, { customRoleArn, resourceTags })
      expect(change).toThrow("Invalid parameter at 'resourceTags'")
    }
  })

  test('have no keys of KMS yet', () => {
    const encryptionConfiguration = { encryptionType: 'KMS' } as const
    expect(() => changeSettings(full, { encryptionConfiguration })).toThrow('encryptionType KMS is not implemented')
    const empty = { encryptionType: 'AES256', kmsKey: '' } as const
    expect(changeSettings(full, { encryptionConfiguration: empty })).toEqual(full)
  })
})
