import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Arn, parseArn, printArn } from './arn.ts'

const ecr = { partition: 'aws', service: 'ecr', region: 'eu-west-1', account: '123456789012' }

describe('an ARN', () => {
  test.each<[string, Arn]>([
    ['arn:aws:ecr:eu-west-1:123456789012:repository/team/app', { ...ecr, resource: 'repository/team/app' }],
    ['arn:aws:ecr:eu-west-1:123456789012:*', { ...ecr, resource: '*' }],
    [
      'arn:aws-cn:iam::123456789012:user/a/b@c',
      { partition: 'aws-cn', service: 'iam', region: '', account: '123456789012', resource: 'user/a/b@c' },
    ],
    ['arn:aws:s3:::bucket/*', { partition: 'aws', service: 's3', region: '', account: '', resource: 'bucket/*' }],
    [
      'arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/x:y',
      { ...ecr, service: 'secretsmanager', resource: 'secret:ecr-pullthroughcache/x:y' },
    ],
    ['arn:*:ecr:*:*:*', { partition: '*', service: 'ecr', region: '*', account: '*', resource: '*' }],
    ['arn:a:b:::::', { partition: 'a', service: 'b', region: '', account: '', resource: '::' }],
  ])('is parsed from %s', (text, arn) => {
    expect(parseArn(text)).toEqual(arn)
    expect(printArn(arn)).toBe(text)
  })

  test.each([
    '',
    '*',
    'arn',
    'arn:',
    'arn:aws:ecr:eu-west-1:123456789012',
    'arn:aws:ecr:eu-west-1:123456789012:',
    'arn::ecr:eu-west-1:123456789012:x',
    'arn:aws::eu-west-1:123456789012:x',
    'ARN:aws:ecr:eu-west-1:123456789012:x',
    ' arn:aws:ecr:eu-west-1:123456789012:x',
    'arn:aws:ecr:eu-west-1:123456789012:x\n',
    'arn:aws:ecr:eu-west-1:123456789012:x y',
    'arn:aws:ecr:eu-west-1:123456789012:x\0',
    'arn:aws:ecr:eu-west-1:123456789012:é',
    `arn:aws:ecr:eu-west-1:123456789012:${'x'.repeat(2048)}`,
  ])('is not parsed from %j', (text) => {
    expect(parseArn(text)).toBeUndefined()
  })

  const segment = (minLength: number): fc.Arbitrary<string> =>
    fc.string({ minLength, maxLength: 30 }).map((text) => text.replaceAll(/[: ]/g, '-'))
  const arns = fc.record<Arn>({
    partition: segment(1),
    service: segment(1),
    region: segment(0),
    account: segment(0),
    resource: fc.tuple(segment(1), segment(0)).map((parts) => parts.join(':')),
  })

  test('is the same after it was printed and parsed', () => {
    fc.assert(
      fc.property(arns, (arn) => {
        expect(parseArn(printArn(arn))).toEqual(arn)
      }),
    )
  })

  test('is printed as it was parsed', () => {
    const nearly = fc.array(fc.constantFrom('arn', ':', 'aws', 'é', ' ', '*', '/'), { maxLength: 14 })
    fc.assert(
      fc.property(nearly, (pieces) => {
        const text = `arn:aws:${pieces.join('')}`
        const arn = parseArn(text)
        if (arn !== undefined) expect(printArn(arn)).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })
})
