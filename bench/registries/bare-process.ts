/** The outside of `/v2/` with nothing behind it: it answers as a registry does and counts the bytes that it throws away. */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'

/** Sizes by the last segment of a path: uploads, then what they ended as. */
const sizes = new Map<string, number>()
const zeros = Buffer.alloc(1024 * 1024)

createServer((request, response) => {
  void answer(request, response)
}).listen(Number(process.argv[2]), '127.0.0.1')

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bare')
  const name = pathname.slice(pathname.lastIndexOf('/') + 1)
  if (request.method === 'GET' || request.method === 'HEAD') {
    give(response, sizes.get(name) ?? 0, request.method === 'GET')
    return
  }
  let sizeBytes = sizes.get(name) ?? 0
  for await (const chunk of request as AsyncIterable<Buffer>) sizeBytes += chunk.byteLength
  const location = request.method === 'POST' ? pathname + randomUUID() : pathname
  sizes.set(searchParams.get('digest') ?? name, sizeBytes)
  response.writeHead(request.method === 'PUT' ? 201 : 202, { location, 'content-length': 0 }).end()
}

function give(response: ServerResponse, sizeBytes: number, hasBody: boolean): void {
  response.writeHead(200, { 'content-length': sizeBytes })
  if (!hasBody) response.end()
  else if (sizeBytes <= zeros.byteLength) response.end(zeros.subarray(0, sizeBytes))
  else Readable.from(pieces(sizeBytes), { objectMode: false, highWaterMark: 1 }).pipe(response)
}

function* pieces(sizeBytes: number): Generator<Buffer> {
  for (let left = sizeBytes; left > 0; left -= zeros.byteLength) yield zeros.subarray(0, left)
}
