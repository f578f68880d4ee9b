import type { AnyOperation } from '../../request/operation.ts'
import type { ServiceModel } from '../../standards/aws-model/model.ts'
import { compileQueryCodec } from '../../standards/aws-model/query-codec.ts'
import type { Exempt } from '../../standards/aws-model/validate.ts'
import type { QueryCodec } from '../../standards/aws-model/query-codec.ts'

/** What the door has to know of a service beside its operations. */
export interface QuerySettings {
  readonly model: ServiceModel
  /** What operations judge themselves, though the model does, too. */
  readonly judgedByOperations?: Exempt
}

export interface QueryService extends QuerySettings {
  readonly operations: Readonly<Record<string, AnyOperation>>
}

/** One operation, ready to be asked. */
export interface QueryEndpoint {
  readonly operation: AnyOperation
  readonly model: ServiceModel
  readonly codec: QueryCodec
}

/** By version and action: the version of its API is what tells a query service from another at one address. */
export function compileEndpoints(services: readonly QueryService[]): ReadonlyMap<string, QueryEndpoint> {
  const endpoints = new Map<string, QueryEndpoint>()
  for (const { model, operations, judgedByOperations } of services) {
    for (const [name, operation] of Object.entries(operations)) {
      const shapes = model.operations[name]
      if (shapes === undefined) throw new Error(`the model of ${model.service} has no operation named ${name}`)
      const codec = compileQueryCodec(model, name, shapes, judgedByOperations)
      endpoints.set(endpointKey(model.apiVersion, name), { operation, model, codec })
    }
  }
  return endpoints
}

export const endpointKey = (version: string, action: string): string => `${version} ${action}`
