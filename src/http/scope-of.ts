import type { FastifyRequest } from 'fastify'
import type { Signer } from '../auth/authenticate-signature.ts'
import type { AnyOperation, Scope } from '../request/operation.ts'
import type { ServiceName } from '../served-services.ts'
import { registryKinds, type RegistryKind } from '../standards/arn/registry-key.ts'
import { clientOf } from './client-of.ts'

/** Whose scope it is, of which registry; the request says the rest. */
export function scopeOf(request: FastifyRequest, who: Pick<Scope, 'registry' | 'caller' | 'door'>): Scope {
  return { ...who, requestId: request.id, client: clientOf(request) }
}

/** The scope of a request to one of AWS's APIs; it is about the caller's own registry, unless the request names another account. */
export function apiScope(
  request: FastifyRequest,
  { service }: Pick<AnyOperation, 'service'>,
  { caller, region }: Signer,
  account = caller.account,
): Scope {
  return scopeOf(request, { registry: { kind: kindsByService[service], account, region }, caller, door: 'api' })
}

/** The kind of the registries that a service is about. IAM, STS and ecrd's own service are about none: any kind will do. */
const kindsByService: Readonly<Record<ServiceName, RegistryKind>> = {
  ecr: registryKinds.ecr,
  ecrd: registryKinds.ecr,
  iam: registryKinds.ecr,
  resourcegroupstaggingapi: registryKinds.ecr,
  sts: registryKinds.ecr,
}
