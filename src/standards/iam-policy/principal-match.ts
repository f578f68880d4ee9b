import type { Principal } from './access-request.ts'
import type { Effect, PrincipalElement, PrincipalName } from './policy.ts'

/**
 * How a statement speaks of a principal: itself (or everyone), the role or user that its session stands for, or only the
 * account, which hands the decision to the account's own policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export type PrincipalMatch = 'itself' | 'entity' | 'account'

/** All that a principal can be called in a policy, from the most particular on. */
export interface Names {
  readonly itself: readonly string[]
  readonly entity: readonly string[]
  readonly account: readonly string[]
}

export type MatchPrincipal = (names: Names, hasBoundary: boolean) => PrincipalMatch | undefined

export function namesOf(principal: Principal): Names {
  switch (principal.kind) {
    case 'root':
      return { itself: [inAws(principal.account)], entity: [], account: [] }
    case 'user':
      return { itself: [principal.arn, principal.userId].map(inAws), entity: [], account: [inAws(principal.account)] }
    case 'role-session':
      return {
        itself: [inAws(principal.arn)],
        entity: [principal.roleArn, principal.roleId].map(inAws),
        account: [inAws(principal.account)],
      }
    case 'federated-user':
      return {
        itself: [inAws(principal.arn)],
        entity: [principal.userArn, principal.userId].map(inAws),
        account: [inAws(principal.account)],
      }
    case 'service':
      return { itself: [`Service:${principal.service}`], entity: [], account: [] }
    case 'identity-provider':
      return { itself: [`Federated:${principal.provider}`], entity: [], account: [] }
    case 'anonymous':
      return { itself: [], entity: [], account: [] }
  }
}

export function compilePrincipals({ negated, names }: PrincipalElement, effect: Effect): MatchPrincipal {
  const everyone = names.some(({ name }) => name === '*')
  const named = new Set(names.map(printName))
  if (negated) return everyone ? () => undefined : matchAllBut(named, effect)
  return everyone ? () => 'itself' : (principal) => matchNamed(named, principal)
}

function matchNamed(named: ReadonlySet<string>, { itself, entity, account }: Names): PrincipalMatch | undefined {
  const has = (name: string) => named.has(name)
  if (itself.some(has)) return 'itself'
  if (entity.some(has)) return 'entity'
  return account.some(has) ? 'account' : undefined
}

/**
 * AWS advises to name the account, the role and the session of whoever a Deny shall spare, since it may look at each; here it
 * does. Whoever has a permissions boundary is never spared. An Allow passes over whoever is named in any way. So of the ways
 * to read NotPrincipal, both effects take the one that lets fewer in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function matchAllBut(named: ReadonlySet<string>, effect: Effect): MatchPrincipal {
  const has = (name: string) => named.has(name)
  return ({ itself, entity, account }, hasBoundary) => {
    const levels = [itself, entity, account].filter((names) => names.length > 0)
    const spared =
      effect === 'Deny'
        ? !hasBoundary && levels.length > 0 && levels.every((names) => names.some(has))
        : levels.some((names) => names.some(has))
    return spared ? undefined : 'itself'
  }
}

function printName({ type, name }: PrincipalName): string {
  return type === 'AWS' ? inAws(name) : `${type}:${name}`
}

/** An account's ARN (`arn:aws:iam::123456789012:root`) and its id mean the same. */
function inAws(name: string): string {
  return `AWS:${/^arn:[a-z-]+:iam::([0-9]{12}):root$/.exec(name)?.[1] ?? name}`
}
