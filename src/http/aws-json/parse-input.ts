import { unreadableRequest } from '../../errors.ts'
import { type JsonFault, parseJson } from '../../standards/json/parse-json.ts'
import type { JsonEndpoint } from './json-service.ts'

/** The request's input, in the types of `src/generated`; throws what is wrong with it. */
export function parseInput(endpoint: JsonEndpoint, body: Buffer): unknown {
  return readInput(endpoint, parseBody(body))
}

/** The same of what was parsed, whatever it was written in. */
export function readInput({ codec, service }: JsonEndpoint, parsed: unknown): unknown {
  const decoded = codec.decode(parsed)
  if (decoded.kind === 'serialization') throw unreadableRequest(decoded.sentence)
  const [violation] = codec.validate(decoded.input)
  if (violation !== undefined) throw service.invalid(violation)
  return decoded.input
}

/** More than any input has: 25 replication rules with all that they may hold are 15,000 values, six levels deep. */
const bounds = { maxValues: 20_000, maxDepth: 32, maxPlainBytes: 1024 * 1024 }

const sentences: Readonly<Record<JsonFault, string>> = {
  'not-utf8': 'The request body is not valid UTF-8',
  'not-json': 'The request body is not valid JSON',
  'too-many-values': `The request body has more than ${bounds.maxValues} values`,
  'too-much-plain': `The request body has more than ${bounds.maxPlainBytes} bytes outside of texts`,
  'too-deep': `The request body is nested more than ${bounds.maxDepth} levels deep`,
}

/** No body at all is an input without members. */
function parseBody(body: Buffer): unknown {
  if (body.length === 0) return {}
  const parsed = parseJson(body, bounds)
  if ('fault' in parsed) throw unreadableRequest(sentences[parsed.fault])
  return parsed.value
}
