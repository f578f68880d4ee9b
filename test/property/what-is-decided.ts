import fc from 'fast-check'

/**
 * A policy language of one page, to compare ecrd's with: statements on ecr:ImageTag and ecr:ImageDigest alone. What a row of the
 * tables is called, and whether a policy allows it, is meant to be seen at a glance.
 */
export interface Statement {
  readonly effect: 'Allow' | 'Deny'
  readonly operator: 'StringEquals' | 'StringNotEquals' | 'StringLike'
  readonly ifExists: boolean
  readonly key: 'tag' | 'digest'
  readonly value: string
}

/** An image under one of its tags, or under none. */
export interface Row {
  readonly tag: string | undefined
  /** One, or two for an image that is kept under sha512. */
  readonly digests: readonly string[]
}

/** A Deny counts if it fits the row under one of its digests, an Allow if it fits under each. */
export function isAllowed(policy: readonly Statement[], { tag, digests }: Row): boolean {
  const denies = policy.some((each) => each.effect === 'Deny' && digests.some((digest) => fits(each, tag, digest)))
  const allows = policy.some((each) => each.effect === 'Allow' && digests.every((digest) => fits(each, tag, digest)))
  return allows && !denies
}

function fits({ operator, ifExists, key, value }: Statement, tag: string | undefined, digest: string): boolean {
  const given = key === 'tag' ? tag : digest
  if (given === undefined) return ifExists || operator === 'StringNotEquals'
  if (operator === 'StringLike') return given.startsWith(value.replace('*', ''))
  return (given === value) === (operator === 'StringEquals')
}

export function documentOf(policy: readonly Statement[]): object {
  return {
    Version: '2012-10-17',
    Statement: policy.map(({ effect, operator, ifExists, key, value }) => ({
      Effect: effect,
      Action: ['ecr:BatchGetImage', 'ecr:PutImage', 'ecr:BatchDeleteImage'],
      Resource: '*',
      Condition: {
        [`${operator}${ifExists ? 'IfExists' : ''}`]: {
          [key === 'tag' ? 'ecr:ImageTag' : 'ecr:ImageDigest']: value,
        },
      },
    })),
  }
}

/** Mostly of a few statements that speak of the tags and digests that there are. */
export function policies(tags: readonly string[], digests: readonly string[]): fc.Arbitrary<readonly Statement[]> {
  const about = fc.oneof(
    { weight: 3, arbitrary: fc.record({ key: fc.constant('tag' as const), value: fc.constantFrom(...tags) }) },
    { weight: 2, arbitrary: fc.record({ key: fc.constant('digest' as const), value: fc.constantFrom(...digests) }) },
  )
  const statement = (effects: readonly Statement['effect'][]) =>
    fc
      .record({
        effect: fc.constantFrom(...effects),
        operator: fc.constantFrom('StringEquals' as const, 'StringNotEquals' as const),
        ifExists: fc.boolean(),
        about,
      })
      .map(({ about: { key, value }, operator, ...others }): Statement => {
        return { ...others, key, value, operator: value.endsWith('*') ? 'StringLike' : operator }
      })
  // Without an Allow everything is denied, which tells little.
  return fc
    .tuple(statement(['Allow']), fc.array(statement(['Allow', 'Deny']), { maxLength: 3 }))
    .map(([one, more]) => [one, ...more])
}
