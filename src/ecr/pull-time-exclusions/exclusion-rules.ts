import type { CallingPrincipal } from '../../request/caller.ts'

/** The ARN by which a caller would be excluded: a session has that of its role or user. Root can't be excluded. */
export function excludableArn(principal: CallingPrincipal): string | undefined {
  switch (principal.kind) {
    case 'root':
      return undefined
    case 'user':
      return principal.arn
    case 'role-session':
      return principal.roleArn
    case 'federated-user':
      return principal.userArn
  }
}
