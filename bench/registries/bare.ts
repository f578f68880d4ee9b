import type { Contender } from './registry.ts'
import { freePort, startServer } from './server-process.ts'

const server = new URL('./bare-process.ts', import.meta.url).pathname

/** A `node:http` server that looks nothing up and keeps nothing: no registry on Node is faster, and no load reaches more. */
export const bare: Contender = {
  name: 'bare',
  async start(folder) {
    const port = await freePort()
    const running = await startServer(folder, port, [process.execPath, server, `${port}`])
    return {
      target: { host: '127.0.0.1', port, authorization: undefined },
      process: running,
      [Symbol.asyncDispose]: () => running.end(),
    }
  },
}
