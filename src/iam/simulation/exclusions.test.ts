import { expect, test } from 'vitest'
import type { PolicyIdentifier } from '../../generated/iam.ts'
import type { IdentityDocument } from '../policies/identity-documents.ts'
import { parseExclusions } from './exclusions.ts'

const iam = 'arn:aws:iam::123456789012'
const amar = `${iam}:user/team/Amar`
const readOnly = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'
const own = `${iam}:policy/team/push`

const policy = (name: string, more: Partial<IdentityDocument> = {}): IdentityDocument => ({
  kind: 'identity',
  attachedTo: amar,
  name,
  document: '{}',
  ...more,
})
const policies = {
  inline: policy('login'),
  ofGroup: policy('login', { attachedTo: `${iam}:group/developers` }),
  ofRole: policy('login', { attachedTo: `${iam}:role/aws-reserved/amar` }),
  readOnly: policy(readOnly),
  own: policy(own),
  boundary: policy(own, { kind: 'boundary' }),
}

function excluded(...identifiers: readonly PolicyIdentifier[]): readonly string[] {
  const isExcluded = parseExclusions(identifiers)
  return Object.entries(policies).flatMap(([name, each]) => (isExcluded(each) ? [name] : []))
}

const named = (AttachmentType: 'user' | 'group' | 'role', AttachmentName: string, PolicyName = 'login') => ({
  InlinePolicyIdentifier: { PolicyName, AttachmentType, AttachmentName },
})

test.each<[PolicyIdentifier, readonly string[]]>([
  [{ PolicyType: 'inline' }, ['inline', 'ofGroup', 'ofRole']],
  [{ PolicyType: 'aws-managed' }, ['readOnly']],
  [{ PolicyType: 'user-managed' }, ['own']],
  [{ PolicyType: 'permission-boundary' }, ['boundary']],
  [{ PolicyType: 'scp' }, []],
  [{ PolicyType: 'rcp' }, []],
  [{ PolicyArn: readOnly }, ['readOnly']],
  [{ PolicyArn: own }, ['own']],
  [{ PolicyArn: `${iam}:policy/*` }, ['own']],
  [{ PolicyArn: `${iam}:policy/team/pus?` }, ['own']],
  [{ PolicyArn: `${iam}:policy/push` }, []],
  [{ PolicyArn: 'arn:aws:iam::aws:policy/Amazon*Registry?????nly' }, ['readOnly']],
  [named('user', 'amar'), ['inline']],
  [named('user', 'A*'), ['inline']],
  [named('user', '????'), ['inline']],
  [named('user', 'amar', 'Login'), []],
  [named('group', '*'), ['ofGroup']],
  [named('role', 'amar'), ['ofRole']],
  [named('role', 'developers'), []],
])('the exclusion %j leaves out the policies %j', (identifier, names) => {
  expect(excluded(identifier)).toEqual(names)
})

test('several exclusions leave out what any of them names, and an empty list leaves out nothing', () => {
  expect(excluded(named('group', 'dev*'), { PolicyArn: own })).toEqual(['ofGroup', 'own'])
  expect(excluded()).toEqual([])
})

test.each([
  { PolicyArn: 'a policy that has no ARN' },
  { PolicyArn: 'arn:aws:iam::*:policy/team/push' },
  { PolicyArn: `${iam}:user/team/amar` },
  { PolicyArn: `${iam}:policy/*/*` },
  named('user', 'a*a*'),
  named('user', 'team/amar'),
])('%j is refused as a policy identifier', (identifier) => {
  expect(() => parseExclusions([identifier])).toThrow('Invalid Policy Identifier: ')
})
