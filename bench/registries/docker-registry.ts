import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contender } from './registry.ts'
import { freePort, startServer } from './server-process.ts'

const program = '/usr/bin/docker-registry'

/** Debian's package of distribution 2.8, where it is installed. */
export function isInstalled(): boolean {
  return existsSync(program)
}

export const dockerRegistry: Contender = {
  name: 'docker-registry',
  async start(folder) {
    const port = await freePort()
    const configPath = join(folder, 'config.yml')
    await writeFile(configPath, JSON.stringify(configuration(folder, port)))
    const server = await startServer(folder, port, [program, 'serve', configPath])
    return {
      target: { host: '127.0.0.1', port, authorization: undefined },
      process: server,
      [Symbol.asyncDispose]: () => server.end(),
    }
  },
}

/** As Debian ships it, without passwords. JSON is YAML. https://distribution.github.io/distribution/about/configuration/ */
function configuration(folder: string, port: number): unknown {
  return {
    version: 0.1,
    log: { fields: { service: 'registry' } },
    storage: { cache: { blobdescriptor: 'inmemory' }, filesystem: { rootdirectory: join(folder, 'data') } },
    http: { addr: `127.0.0.1:${port}` },
  }
}
