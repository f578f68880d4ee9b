import type { ServiceModel, Shape } from '../../standards/aws-model/model.ts'
import { compileEndpoints, type JsonEndpoint, type JsonService } from '../aws-json/json-service.ts'
import type { AnyOperation } from '../../request/operation.ts'

/** Kinds of values that CBOR has of its own and JSON writes as others. No service that is asked in CBOR has one. */
const ofItsOwn: readonly Shape['type'][] = ['blob', 'timestamp']

/** By service and operation as the path names them. For all other kinds of values JSON's codec does. */
export function compileCborEndpoints(
  service: JsonService,
  operations: Readonly<Record<string, AnyOperation>>,
): ReadonlyMap<string, JsonEndpoint> {
  refuseKindsOfItsOwn(service.model)
  return compileEndpoints(service, operations)
}

function refuseKindsOfItsOwn({ service, shapes }: ServiceModel): void {
  const found = Object.entries(shapes).find(([, { type }]) => ofItsOwn.includes(type))
  if (found !== undefined)
    throw new Error(`${service}'s ${found[0]} is a ${found[1].type}, which CBOR's door doesn't know`)
}
