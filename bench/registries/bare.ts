import type { Contender } from './registry.ts'
import { freePort, startServer } from './server-process.ts'

/** Talks to sockets, looks nothing up and keeps nothing: what is measured on it is what the load reaches. */
export const bare = doingNothing('bare', './bare-process.ts')

/** The least that a server on Node's own HTTP does. */
export const bareHttp = doingNothing('node:http', './bare-http-process.ts')

function doingNothing(name: string, script: string): Contender {
  return {
    name,
    isDefault: true,
    async start(folder) {
      const port = await freePort()
      const path = new URL(script, import.meta.url).pathname
      const running = await startServer(folder, port, [process.execPath, path, `${port}`])
      return {
        // The load signs for it too, so that signing is part of what the load reaches.
        target: { host: '127.0.0.1', port, credentials: { accessKeyId: 'bare', secretAccessKey: 'bare' } },
        process: running,
        blobsFolder: undefined,
        [Symbol.asyncDispose]: () => running.end(),
      }
    },
  }
}
