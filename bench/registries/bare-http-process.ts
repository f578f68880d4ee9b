/** Node's own HTTP server and nothing behind it. */
import { createServer } from 'node:http'

const body = Buffer.alloc(512)

createServer((_request, response) => {
  response.writeHead(200, { 'content-length': body.byteLength }).end(body)
}).listen(Number(process.argv[2]), '127.0.0.1')
