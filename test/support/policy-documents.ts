import fc from 'fast-check'

/**
 * Policy documents from a world so small that generated requests meet generated statements often: one repository, a few
 * callers, a few names for each of them.
 */
export const account = '123456789012'
export const foreignAccount = '999999999999'
export const repository = `arn:aws:ecr:eu-west-1:${account}:repository/team/app`

export type StatementDocument = Readonly<Record<string, unknown>>

const actions = ['ecr:PutImage', 'ecr:putimage', 'ecr:*', 'ecr:Put*', 'ecr:?utImage', '*', 'ecr:BatchGetImage', 'iam:*']
const resources = [
  '*',
  repository,
  `arn:aws:ecr:*:${account}:repository/team/*`,
  'arn:aws:ecr:*:*:repository/${aws:username}/*',
  "arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team, 'team'}/app",
  'arn:aws:ecr:*:*:repository/other',
  'arn:aws:ecr',
]
const principals = [
  account,
  foreignAccount,
  '*',
  `arn:aws:iam::${account}:user/team`,
  `arn:aws:iam::${account}:role/ci`,
  `arn:aws:sts::${account}:assumed-role/ci/build`,
  `arn:aws:sts::${account}:federated-user/guest`,
  `arn:aws:iam::${foreignAccount}:user/carlos`,
]
const conditions: readonly (readonly [operator: string, key: string, values: readonly string[]])[] = [
  ['StringEquals', 'aws:username', ['team', 'other']],
  ['StringNotEquals', 'aws:username', ['team']],
  ['StringLike', 'aws:PrincipalTag/team', ['t*', '${aws:username}']],
  ['StringEqualsIfExists', 'aws:PrincipalTag/team', ['team']],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['a', 'b']],
  ['ForAnyValue:StringLike', 'aws:TagKeys', ['?']],
  ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '2001:db8::/32']],
  ['NotIpAddress', 'aws:SourceIp', ['203.0.113.7']],
  ['Bool', 'aws:SecureTransport', ['true']],
  ['Null', 'aws:TokenIssueTime', ['true']],
  ['DateLessThan', 'aws:CurrentTime', ['2030-01-01T00:00:00Z']],
]

const oneOrMore = (values: readonly string[]) =>
  fc
    .uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 })
    .map((list) => (list.length === 1 ? list[0] : list))

/** An element or its negation, which is the rarer. */
const element = (name: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<StatementDocument> =>
  fc
    .tuple(
      fc.oneof({ weight: 4, arbitrary: fc.constant(name) }, { weight: 1, arbitrary: fc.constant(`Not${name}`) }),
      value,
    )
    .map(([form, given]) => ({ [form]: given }))

const conditionDocuments = fc
  .uniqueArray(fc.constantFrom(...conditions), { maxLength: 2, selector: ([operator]) => operator })
  .map((list) => Object.fromEntries(list.map(([operator, key, values]) => [operator, { [key]: values }])))

const principalDocuments = fc.oneof(
  fc.constant('*'),
  fc.record({ AWS: oneOrMore(principals), Service: oneOrMore(['codebuild.amazonaws.com']) }, { requiredKeys: ['AWS'] }),
)

/** Of identities; with principals, of resources. */
export function statementDocuments(
  of: 'identity' | 'resource',
  effect?: 'Allow' | 'Deny',
): fc.Arbitrary<StatementDocument> {
  const parts = [
    fc.record({ Effect: effect === undefined ? fc.constantFrom('Allow', 'Deny') : fc.constant(effect) }),
    element('Action', oneOrMore(actions)),
    element('Resource', oneOrMore(resources)),
    fc.record({ Condition: conditionDocuments }, { requiredKeys: [] }),
    of === 'resource' ? element('Principal', principalDocuments) : fc.constant({}),
  ]
  return fc.tuple(...parts).map((members) => Object.assign({}, ...members) as StatementDocument)
}
