import type { FastifyRequest } from 'fastify'
import type { AwsDoorOptions } from '../aws-protocol.ts'
import { bodyOf } from '../bodies/request-bodies.ts'
import { addLogContext } from '../ops/log-context.ts'
import { approachOf, signedHeaders } from '../request-host.ts'
import { apiScope } from '../scope-of.ts'
import type { JsonEndpoint } from './json-service.ts'

/** A request to an endpoint, and how its protocol writes inputs. */
export interface EndpointRequest {
  readonly endpoint: JsonEndpoint
  readonly request: FastifyRequest
  /** Throws what is wrong with the input. */
  readonly parse: (endpoint: JsonEndpoint, body: Buffer) => unknown
}

/** Members that many of ECR's inputs have. */
interface Addressed {
  readonly registryId?: string
  readonly repositoryName?: string
}

/** Runs the operation of an endpoint for the caller who signed the request. Its output, as values that JSON and CBOR can write. */
export async function runEndpoint(
  { authenticate, pipeline, bodies }: AwsDoorOptions,
  { endpoint, request, parse }: EndpointRequest,
): Promise<unknown> {
  const { operation, codec, service } = endpoint
  const { method = 'POST', url: rawUrl = '/' } = request.raw
  addLogContext(request, { operation })
  const signed = { method, rawUrl, headers: signedHeaders(request), approach: approachOf(request) }
  const verify = await authenticate(signed, service.model.signingName)
  using body = await bodyOf(bodies, request.raw).whole(endpoint.bodyLimitBytes)
  const signer = verify(body.bytes)
  addLogContext(request, { principal: signer.caller.arn })
  const input = parse(endpoint, body.bytes) as Addressed
  if (input.repositoryName !== undefined) addLogContext(request, { repository: input.repositoryName })
  const scope = apiScope(request, operation, signer, input.registryId)
  return codec.encode(await pipeline.run<unknown, unknown, unknown>(operation, input, scope))
}
