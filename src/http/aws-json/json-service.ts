import type { ServiceError } from '../../errors.ts'
import type { AnyOperation } from '../../request/operation.ts'
import { compileJsonCodec } from '../../standards/aws-model/json-codec.ts'
import type { JsonCodec } from '../../standards/aws-model/json-codec.ts'
import type { ServiceModel } from '../../standards/aws-model/model.ts'
import type { Violation } from '../../standards/aws-model/validate.ts'

/** How a service that speaks JSON is asked: its model, and what the model doesn't say. */
export interface JsonService {
  readonly model: ServiceModel
  /** By operation: values whose constraints the operation checks itself. */
  readonly judgedPerItem: Readonly<Partial<Record<string, readonly string[]>>>
  /** By operation, where a request may be longer than others. */
  readonly bodyLimitsBytes: Readonly<Partial<Record<string, number>>>
  /** The service's own words for a value that its model doesn't allow. */
  readonly invalid: (violation: Violation) => ServiceError
}

/** One operation, ready to be asked. */
export interface JsonEndpoint {
  readonly operation: AnyOperation
  readonly service: JsonService
  readonly codec: JsonCodec
  readonly bodyLimitBytes: number
}

const usualBodyLimitBytes = 1024 * 1024

/** Everything that X-Amz-Target can name, compiled once. */
export function compileEndpoints(
  service: JsonService,
  operations: Readonly<Record<string, AnyOperation>>,
): ReadonlyMap<string, JsonEndpoint> {
  const { model, judgedPerItem, bodyLimitsBytes } = service
  const endpoints = new Map<string, JsonEndpoint>()
  for (const [name, operation] of Object.entries(operations)) {
    const shapes = model.operations[name]
    if (shapes === undefined) throw new Error(`the model of ${model.service} has no operation named ${name}`)
    endpoints.set(`${model.targetPrefix ?? ''}.${name}`, {
      operation,
      service,
      codec: compileJsonCodec(model, shapes, new Set(judgedPerItem[name])),
      bodyLimitBytes: bodyLimitsBytes[name] ?? usualBodyLimitBytes,
    })
  }
  return endpoints
}
