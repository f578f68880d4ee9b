import { describe, expect, test } from 'vitest'
import { isAboutOthers, parseQuestion } from './question-rules.ts'

const own = '111122223333'
const principal = `arn:aws:iam::${own}:user/ada`
const repository = `arn:aws:ecr:eu-west-1:${own}:repository/app`
const foreign = repository.replace(own, '444455556666')

describe('a question', () => {
  test('has no resource and comes from this machine unless it says otherwise', () => {
    expect(parseQuestion({ principal, action: 'ecr:PutImage' }, 'eu-west-1')).toEqual({
      principal,
      access: { action: 'ecr:PutImage', resource: '*', context: {} },
      region: 'eu-west-1',
      sourceIp: '127.0.0.1',
    })
  })

  test('has keys in lower case, and all values of a key that is named twice', () => {
    const contextEntries = [
      { key: 'aws:TagKeys', values: ['a'] },
      { key: 'aws:tagkeys', values: ['b', 'c'] },
    ]
    const { access } = parseQuestion({ principal, action: 'ecr:PutImage', imageTag: 'v1', contextEntries }, '')
    expect(access.context).toEqual({ 'aws:tagkeys': ['a', 'b', 'c'], 'ecr:imagetag': ['v1'] })
  })

  test.each([
    ['ecr:describeregistry', 'ecr:DescribeRegistry', '*'],
    ['ecrd:LISTJOBS', 'ecrd:ListJobs', '*'],
    ['tag:GetResources', 'tag:GetResources', '*'],
    ['ecr:putimage', 'ecr:PutImage', repository],
    ['s3:getobject', 's3:getobject', repository],
  ])('about %s is about %s on %s', (asked, action, resource) => {
    const { access } = parseQuestion({ principal, action: asked, resource: repository }, '')
    expect(access).toMatchObject({ action, resource })
  })

  test('about a resource that is no ARN, or from an address that is none, is refused', () => {
    const asked = { principal, action: 'ecr:PutImage' }
    for (const resource of ['app', 'arn:aws:ecr:us-east-1::repository/app', `arn:aws:ecr::${own}:repository/app`]) {
      expect(() => parseQuestion({ ...asked, resource }, '')).toThrow('The resource must be an ARN, or *')
    }
    for (const sourceIp of ['', '::g', '10.0.0.0/8', '256.1.1.1']) {
      expect(() => parseQuestion({ ...asked, sourceIp }, '')).toThrow('The sourceIp must be an IP address')
    }
  })
})

test.each([
  [false, principal, 'ecr:PutImage', repository],
  [false, principal, 'ecr:GetAuthorizationToken', '*'],
  [false, 'AKIAQAAAAAAAAAAAAAAA', 's3:GetObject', 'arn:aws:s3:::bucket/key'],
  [false, principal, 'iam:GetPolicy', 'arn:aws:iam::aws:policy/AdministratorAccess'],
  [false, principal, 'ecrd:WhyDenied', '*'],
  [true, principal, 'ecr:PutImage', foreign],
  [true, principal.replace(own, '444455556666'), 'ecr:PutImage', repository],
  [true, principal, 'sts:AssumeRole', 'arn:aws:iam::444455556666:role/ci'],
  [true, principal, 'ecrd:ListJobs', '*'],
])('that it is about others is %s of %s, %s on %s', (expected, named, action, resource) => {
  expect(isAboutOthers(parseQuestion({ principal: named, action, resource }, ''), own)).toBe(expected)
})
