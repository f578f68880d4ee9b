import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { requestTooLarge } from '../errors.ts'

/** The whole body in memory. A longer one fails as soon as that is known, and the stream stays open for the answer. */
export async function readBody(body: Readable, headers: IncomingHttpHeaders, limitBytes: number): Promise<Buffer> {
  if (Number(headers['content-length'] ?? 0) > limitBytes) throw requestTooLarge(limitBytes)
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > limitBytes) throw requestTooLarge(limitBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, sizeBytes)
}
