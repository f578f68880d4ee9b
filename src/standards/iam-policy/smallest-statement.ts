import type { AccessRequest, Principal } from './access-request.ts'
import { type Grammar, grammars } from './grammar.ts'
import type { PrincipalName, Statement } from './policy.ts'

/** The statement that allows this request and, but for circumstances, nothing else, in a policy of this grammar. */
export function smallestStatement(
  grammar: Grammar,
  { action, resource, principal }: Pick<AccessRequest, 'action' | 'resource' | 'principal'>,
): Statement {
  const rules = grammars[grammar]
  return {
    sid: undefined,
    effect: 'Allow',
    principals: rules.principal === 'required' ? { negated: false, names: [nameOf(principal)] } : undefined,
    actions: { negated: false, patterns: [action] },
    resources: rules.resource === 'required' ? { negated: false, patterns: [resource] } : undefined,
    conditions: [],
  }
}

/** Sessions come and go: the role or user behind one is what a policy names. */
function nameOf(principal: Principal): PrincipalName {
  switch (principal.kind) {
    case 'root':
    case 'user':
      return { type: 'AWS', name: principal.arn }
    case 'role-session':
      return { type: 'AWS', name: principal.roleArn }
    case 'federated-user':
      return { type: 'AWS', name: principal.userArn }
    case 'service':
      return { type: 'Service', name: principal.service }
    case 'identity-provider':
      return { type: 'Federated', name: principal.provider }
    case 'anonymous':
      return { type: 'AWS', name: '*' }
  }
}
