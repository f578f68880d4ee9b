import type { Access } from '../request/operation.ts'
import type { OnIdentity } from './identity-access.ts'

/** How a request names the managed policy that it gives or takes away, if it is about one. */
interface Grant {
  readonly PolicyArn?: string
}

/** Policies may ask which policy it is about, and which boundary the identity has. */
export function withGrant<Input>({ facts, access }: OnIdentity<Input>): OnIdentity<Input & Grant> {
  return {
    facts,
    access(input, scope, found) {
      const context = { ...policyKey(input), ...boundaryKey(found?.boundary_arn ?? undefined) }
      return access(input, scope, found).map((needed) => ({ ...needed, context }))
    },
  }
}

/** Here it is the boundary that the identity is to have. */
export function withNewBoundary<Input>({
  facts,
  access,
}: OnIdentity<Input>): OnIdentity<Input & { readonly PermissionsBoundary: string }> {
  return {
    facts,
    access: (input, scope, found) =>
      access(input, scope, found).map((needed) => ({ ...needed, context: boundaryKey(input.PermissionsBoundary) })),
  }
}

type Context = NonNullable<Access['context']>

const policyKey = ({ PolicyArn: arn }: Grant): Context => (arn === undefined ? {} : { 'iam:policyarn': [arn] })
const boundaryKey = (arn: string | undefined): Context =>
  arn === undefined ? {} : { 'iam:permissionsboundary': [arn] }
