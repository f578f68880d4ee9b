import { isUtf8 } from 'node:buffer'
import { unreadableRequest } from '../../errors.ts'
import type { JsonEndpoint } from './json-service.ts'

/** The request's input, in the types of `src/generated`; throws what is wrong with it. */
export function parseInput(endpoint: JsonEndpoint, body: Buffer): unknown {
  return readInput(endpoint, parseJson(body))
}

/** The same of what was parsed, whatever it was written in. */
export function readInput({ codec, service }: JsonEndpoint, parsed: unknown): unknown {
  const decoded = codec.decode(parsed)
  if (decoded.kind === 'serialization') throw unreadableRequest(decoded.sentence)
  const [violation] = codec.validate(decoded.input)
  if (violation !== undefined) throw service.invalid(violation)
  return decoded.input
}

/** No body at all is an input without members. */
function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {}
  if (!isUtf8(body)) throw unreadableRequest('The request body is not valid UTF-8')
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    throw unreadableRequest('The request body is not valid JSON')
  }
}
