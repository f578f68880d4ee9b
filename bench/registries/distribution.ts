import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { show } from '../../scripts/step.ts'
import { findProgram, pythonFolder } from '../../test/support/machine.ts'
import type { Contender, Registry } from './registry.ts'
import { freePort, startServer } from './server-process.ts'

const module = 'github.com/distribution/distribution/v3/cmd/registry@v3.1.2'

/** Beside the other tools that tests and comparisons need: out of sight of git, and gone with node_modules. */
const programsFolder = join(dirname(pythonFolder), 'go/bin')
export const distributionProgram = join(programsFolder, 'registry')
const debianProgram = '/usr/bin/docker-registry'

/** The current release, at its leanest: no passwords, no log of requests. Built at its first use where Go is at hand. */
export const distribution: Contender = {
  name: 'distribution',
  isDefault: true,
  async whyNot() {
    const go = findProgram('go')
    if (go !== undefined && !existsSync(distributionProgram)) await build(go)
    return existsSync(distributionProgram) ? undefined : `distribution is left out: it takes Go to build ${module}.`
  },
  start: (folder) => start(distributionProgram, { log: { level: 'error', accesslog: { disabled: true } } }, folder),
}

/** Debian's package of distribution 2.8, as Debian ships it but without passwords. */
export const dockerRegistry: Contender = {
  name: 'docker-registry',
  isDefault: false,
  whyNot: async () =>
    existsSync(debianProgram) ? undefined : `docker-registry is left out: ${debianProgram} is missing.`,
  start: (folder) => start(debianProgram, { log: { fields: { service: 'registry' } } }, folder),
}

async function build(go: string): Promise<void> {
  console.error(`Building a registry to compare with: ${module}`)
  await show({ program: go, args: ['install', module] }, { GOBIN: programsFolder })
}

/** The configuration is YAML, and so JSON will do. https://distribution.github.io/distribution/about/configuration/ */
async function start(program: string, settings: object, folder: string): Promise<Registry> {
  const port = await freePort()
  const configPath = join(folder, 'config.yml')
  const data = join(folder, 'data')
  const configuration = {
    version: 0.1,
    storage: { cache: { blobdescriptor: 'inmemory' }, filesystem: { rootdirectory: data } },
    http: { addr: `127.0.0.1:${port}` },
    ...settings,
  }
  await writeFile(configPath, JSON.stringify(configuration))
  // It looks for a collector of traces on this machine otherwise.
  const environment = { OTEL_TRACES_EXPORTER: 'none' }
  const server = await startServer(folder, port, [program, 'serve', configPath], environment)
  return {
    target: { host: '127.0.0.1', port },
    process: server,
    blobsFolder: join(data, 'docker/registry/v2/blobs'),
    [Symbol.asyncDispose]: () => server.end(),
  }
}
