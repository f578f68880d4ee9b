import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'

/** The body, cut off by an error as soon as it is longer than allowed, whatever its Content-Length says. */
export async function* boundedBody(
  body: Readable,
  headers: IncomingHttpHeaders,
  limitBytes: number,
  tooLarge: () => Error,
): AsyncGenerator<Buffer> {
  if (Number(headers['content-length'] ?? 0) > limitBytes) throw tooLarge()
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > limitBytes) throw tooLarge()
    yield chunk
  }
}
