import { describe, expect, test } from 'vitest'
import { contextOf } from './access-request.ts'
import type { PolicyVersion } from './policy.ts'
import { compileResources, resourceName } from './resource-match.ts'

const app = 'arn:aws:ecr:eu-west-1:123456789012:repository/team/app'
const context = contextOf({ 'aws:username': 'team', 'aws:PrincipalTag/wild': '*' })

function matches(
  patterns: readonly string[],
  resource: string,
  negated = false,
  version: PolicyVersion = '2012-10-17',
) {
  return compileResources({ negated, patterns }, version)(resourceName(resource), context)
}

describe('Resource', () => {
  test.each([
    ['*', app, true],
    ['**', app, true],
    [app, app, true],
    ['arn:aws:ecr:eu-west-1:123456789012:repository/team/*', app, true],
    ['arn:aws:ecr:eu-west-1:123456789012:repository/team*', app, true],
    ['arn:aws:ecr:eu-west-1:123456789012:repository/*/app', app, true],
    ['arn:aws:ecr:eu-west-1:123456789012:repository/team/ap?', app, true],
    ['arn:aws:ecr:eu-west-1:123456789012:repository/team', app, false],
    ['arn:aws:ecr:eu-west-1:123456789012:repository/Team/app', app, false],
    ['arn:aws:ecr:eu-west-2:123456789012:repository/team/app', app, false],
    ['arn:aws:ecr:*:*:repository/team/app', app, true],
    ['arn:aws:ecr:eu-west-?:12345678*:repository/team/app', app, true],
    ['arn:*:*:*:*:*', app, true],
    ['arn:aws:ecr:*:repository/team/app', app, false],
    ['arn:aws:ecr:*123456789012:repository/team/app', app, false],
    ['arn:aws:ecr', app, true],
    ['arn:aws:ecr:eu-west-1', app, true],
    ['arn:aws:ecr:eu-west-1:123456789012', app, true],
    ['arn:aws:ecr:*:123456789012', app, true],
    ['arn:aws:iam', app, false],
    ['arn:aws:ecr:::*', app, false],
    ['arn:aws:ecr:eu-west-1:123456789012:', app, false],
    ['arn:aws:ecr:eu-west-1:123456789012:repository/${aws:username}/*', app, true],
    ['arn:aws:ecr:eu-west-1:123456789012:repository/${aws:username}', app, false],
    ['arn:aws:ecr:eu-west-1:123456789012:repository/${aws:PrincipalTag/wild}', app, false],
    ['arn:aws:ecr:eu-west-1:123456789012:${aws:PrincipalTag/none}*', app, false],
    ["arn:aws:ecr:eu-west-1:123456789012:repository/${aws:PrincipalTag/none, 'team'}/app", app, true],
    [
      'arn:aws:secretsmanager:*:*:secret:ecr-pullthroughcache/*',
      'arn:aws:secretsmanager:a:1:secret:ecr-pullthroughcache/x:y',
      true,
    ],
    ['arn:aws:s3:::bucket/*/test/*', 'arn:aws:s3:::bucket/1///test///object.jpg', true],
    ['arn:aws:s3:::bucket/*/test/*', 'arn:aws:s3:::bucket/1-test/object.jpg', false],
  ])('%s matches %s: %s', (pattern, resource, expected) => {
    expect(matches([pattern], resource)).toBe(expected)
    expect(matches([pattern], resource, true)).toBe(!expected)
    expect(matches(['arn:aws:kms:*:*:key/x', pattern], resource)).toBe(expected)
  })

  test('of an action without resources must be the star alone', () => {
    expect(matches(['*'], '*')).toBe(true)
    expect(matches(['arn:aws:ecr:*:*:repository/randserver'], '*')).toBe(false)
    expect(matches(['arn:*:*:*:*:*'], '*')).toBe(false)
    expect(matches(['arn:aws:ecr:*:*:repository/x'], '*', true)).toBe(true)
  })

  test('has no variables in version 2008-10-17', () => {
    const pattern = 'arn:aws:ecr:eu-west-1:123456789012:repository/${aws:username}/*'
    expect(matches([pattern], app, false, '2008-10-17')).toBe(false)
    expect(matches([pattern], pattern, false, '2008-10-17')).toBe(true)
  })

  test('can be left out in a repository policy', () => {
    expect(compileResources(undefined, '2012-10-17')(resourceName(app), context)).toBe(true)
  })
})
