import { compileJsonDecoder } from './decode-json.ts'
import { decoded } from './decoded.ts'
import type { Decoded } from './decoded.ts'
import { compileJsonEncoder } from './encode-json.ts'
import type { OperationModel, ServiceModel } from './model.ts'
import { compileValidator } from './validate.ts'
import type { Exempt, Violation } from './validate.ts'

/** One operation of a JSON service: its request's JSON to input, what is wrong with the input, output to JSON. */
export interface JsonCodec {
  readonly decode: (json: unknown) => Decoded
  readonly validate: (input: unknown) => readonly Violation[]
  readonly encode: (output: unknown) => unknown
}

export function compileJsonCodec(model: ServiceModel, { input, output }: OperationModel, exempt: Exempt): JsonCodec {
  const decode = input === undefined ? () => ({}) : compileJsonDecoder(model, input)
  return {
    decode: (json) => decoded(() => decode(json)),
    validate: input === undefined ? () => [] : compileValidator(model, input, exempt),
    encode: output === undefined ? () => ({}) : compileJsonEncoder(model, output),
  }
}
