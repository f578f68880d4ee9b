import type { Row } from '../database/schema.ts'
import { first, type Work } from '../database/statement.ts'
import { parseArn } from '../standards/arn/arn.ts'
import { selectIdentityNamed } from './identities.table.ts'
import { identityArn } from './identity-arn.ts'

/** The user or role with this very ARN: path and case count, though names are unique without them. */
export function* findIdentityByArn(arn: string): Work<Row<'identity'> | undefined> {
  const { account = '', resource = '' } = parseArn(arn) ?? {}
  const kind = resource.slice(0, resource.indexOf('/'))
  if (kind !== 'user' && kind !== 'role') return undefined
  const foldedName = resource.slice(resource.lastIndexOf('/') + 1).toLowerCase()
  const identity = yield* first(selectIdentityNamed, { account, kind, foldedName })
  return identity !== undefined && identityArn(identity) === arn ? identity : undefined
}
