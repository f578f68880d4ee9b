import { unreadableRequest } from '../../errors.ts'
import { type CborLimits, decodeCbor } from '../../standards/cbor/decode-cbor.ts'
import { readInput } from '../aws-json/parse-input.ts'
import type { JsonEndpoint } from '../aws-json/json-service.ts'

/** The longest input that is allowed, fifty filters of twenty values, has some 1,200 items. */
const limits: CborLimits = { maxDepth: 32, maxItems: 10_000 }

/** The request's input, in the types of `src/generated`; throws what is wrong with it. */
export function parseCborInput(endpoint: JsonEndpoint, body: Buffer): unknown {
  return readInput(endpoint, parseCbor(body))
}

/** No body at all is an input without members. */
function parseCbor(body: Buffer): unknown {
  if (body.length === 0) return {}
  try {
    return decodeCbor(body, limits)
  } catch {
    throw unreadableRequest('The request body is not valid CBOR, or holds too much')
  }
}
