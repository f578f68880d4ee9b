import { expect, test } from 'vitest'
import type { Access, TouchedImages } from '../../src/request/operation.ts'
import { ecrRights } from '../support/ecr-rights.ts'
import { iamRights } from '../support/iam-rights.ts'
import { ociRights } from '../support/oci-rights.ts'
import { expectNeeded, type Rights, touchedBy } from '../support/rights.ts'
import { stsRights, stsRightsOfTags } from '../support/sts-rights.ts'

/**
 * The tables of rights are worth what they notice: whatever is changed of what any operation needs, its line no longer holds.
 */
type Change = (access: Access) => readonly Access[]

const withImages = (of: (touched: TouchedImages) => TouchedImages): Change => {
  return ({ images, ...access }) => {
    const touched = images && touchedBy(images)
    return touched === undefined || touched === 'unread' ? [] : [{ ...access, images: () => of(touched) }]
  }
}

/** What may be wrong with one thing that is needed. A change that doesn't concern it gives nothing, which is noticed as well. */
const changes: Readonly<Record<string, Change>> = {
  'is not needed': () => [],
  'is another action': (access) => [{ ...access, action: `${access.action}s` }],
  'is an action of another service': (access) => [{ ...access, action: access.action.replace(/^\w+/, 's3') }],
  'is for everything': (access) => [{ ...access, resource: access.resource === '*' ? 'arn:aws:ecr:::' : '*' }],
  'is for something else': (access) => [{ ...access, resource: `${access.resource}2` }],
  'is called otherwise in the refusal': (access) => [{ ...access, shownAs: `that ${access.resource}` }],
  'has no context': ({ context, ...access }) => (context === undefined ? [] : [access]),
  'has more context': (access) => [{ ...access, context: { ...access.context, 'aws:tagkeys': ['more'] } }],
  'is about no images': ({ images, ...access }) => (images === undefined ? [] : [access]),
  'is to do something else with images': withImages((touched) =>
    touched.to === 'push'
      ? { to: 'read', names: touched.tags.map((imageTag) => ({ imageTag })) }
      : { ...touched, to: touched.to === 'read' ? 'delete' : 'read' },
  ),
  'is about other images': withImages((touched) =>
    touched.to === 'push'
      ? { ...touched, digests: [...touched.digests, 'sha256:other'] }
      : { ...touched, names: [...touched.names, { imageTag: 'other' }] },
  ),
  'is about other tags': withImages((touched) =>
    touched.to === 'push' ? { ...touched, tags: [...touched.tags, 'other'] } : { ...touched, names: [{}] },
  ),
  'holds other images': withImages((touched) =>
    touched.to === 'push'
      ? { ...touched, held: [...touched.held, 'sha256:other'] }
      : { ...touched, names: [{ imageDigest: 'sha256:other' }] },
  ),
  'is needed twice': (access) => [access, access],
}

/** The line of an operation whose `at`th need is another. */
function changed(rights: Rights, at: number, change: Change): Rights {
  const access: Rights['operation']['access'] = (input, scope, found) =>
    rights.operation.access(input, scope, found).flatMap((each, index) => (index === at ? change(each) : [each]))
  return { ...rights, operation: { ...rights.operation, access } }
}

const more: Access = { action: 'ecr:GetAuthorizationToken', resource: '*' }

test.for([...ecrRights, ...ociRights, ...iamRights, ...stsRights, ...stsRightsOfTags])(
  '$label: any change of what it needs is noticed',
  (rights) => {
    const unnoticed = rights.needed.flatMap((_, at) =>
      Object.entries(changes)
        .filter(([, change]) => holds(changed(rights, at, change)))
        .map(([what]) => `need ${at + 1} ${what}`),
    )
    const access: Rights['operation']['access'] = (...asked) => [...rights.operation.access(...asked), more]
    if (holds({ ...rights, operation: { ...rights.operation, access } })) unnoticed.push('more is needed')
    expect(unnoticed).toEqual([])
  },
)

function holds(rights: Rights): boolean {
  try {
    expectNeeded(rights)
    return true
  } catch {
    return false
  }
}
