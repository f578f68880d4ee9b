import { expect } from 'vitest'
import type { Needed } from '../../../support/rights.ts'
import { account } from '../../ecr-test.ts'
import type { By, Told } from './doors.ts'
import { allowing, denying, type People } from './matrix-test.ts'
import { noneAllows, refusalOf, sentenceOf } from './refusals.ts'
import type { MatrixRequest } from './requests.ts'

/** Somebody who may not, and what he is told. */
interface DeniedCase {
  readonly by: By
  readonly told: Told
}

type DeniedCases = Readonly<Record<string, DeniedCase>>

/**
 * Everybody who may not, in rounds: what somebody lacks is set before he is asked for, and one person stands for all who lack
 * one of the things that a request needs.
 */
export async function* roundsOf(request: MatrixRequest, people: People): AsyncGenerator<DeniedCases> {
  const [first, ...others] = request.needed
  const ofAll = { ...unproven(request, people), ...foreign(request, people) }
  // Nothing is needed of whoever only asks who he is.
  if (first === undefined) yield ofAll
  else yield { ...ofAll, ...withoutPolicy(request, first, people), ...(await lacking(request, first, people)) }
  for (const need of others) yield await lacking(request, need, people)
}

/** Who is refused for what he is, whatever he asks. */
const unproven = (request: MatrixRequest, { admin, ended }: People): DeniedCases => ({
  'without credentials': { by: {}, told: refusalOf(request, 'anonymous') },
  'with a signature, token or URL that was altered': {
    by: { as: admin, fault: 'altered' },
    told: refusalOf(request, 'altered'),
  },
  'with one that is too old': { by: { as: admin, fault: 'late' }, told: refusalOf(request, 'late') },
  'with a session that has ended': { by: { as: ended }, told: refusalOf(request, 'expired') },
})

function withoutPolicy(request: MatrixRequest, need: Needed, { without }: People): DeniedCases {
  const sentence = sentenceOf(without.arn, need, noneAllows('identity-based policy', need))
  return { 'without a policy': { by: { as: without }, told: refusalOf(request, 'denied', sentence) } }
}

async function lacking(
  request: MatrixRequest,
  need: Needed,
  { withPolicy, bound, sessionOf }: People,
): Promise<DeniedCases> {
  const others = request.needed.filter((each) => each !== need).map(allowing)
  const denied = await withPolicy(...request.needed.map(allowing), denying(need))
  const limited = await bound(...others)
  const session = await sessionOf(...others)
  const refused = (arn: string, reason: string) => refusalOf(request, 'denied', sentenceOf(arn, need, reason))
  const what = `${need.action} on ${need.resource}`
  return {
    [`with a Deny of ${what} beside what allows it`]: {
      by: { as: denied },
      told: refused(denied.arn, 'with an explicit deny in an identity-based policy'),
    },
    [`with a boundary that lacks ${what}`]: {
      by: { as: limited },
      told: refused(limited.arn, noneAllows('permissions boundary', need)),
    },
    [`with a session policy that lacks ${what}`]: {
      by: { as: session },
      told: isNotForSessions(need)
        ? refusalOf(request, 'denied', 'Cannot call GetFederationToken with session credentials')
        : refused(session.arn, noneAllows('session policy', need)),
    },
  }
}

const isNotForSessions = ({ resource }: Needed): boolean => resource.includes(':federated-user/')

/** Who may do everything in another account: what is ours he may not, and he is told of ours nowhere. */
function foreign(request: MatrixRequest, { stranger }: People): DeniedCases {
  const [need] = request.needed
  const sentence = need && sentenceOf(stranger.arn, need, noneAllows('resource-based policy', need))
  const unwanted = request.door === 'json' ? `not authorized|${account}` : 'not authorized'
  const message = expect.not.stringMatching(unwanted) as string
  const told =
    request.isOfOurs && need !== undefined
      ? refusalOf(request, 'denied', sentence)
      : (expect.objectContaining({ message }) as Told)
  return { 'in another account': { by: { as: stranger }, told } }
}
