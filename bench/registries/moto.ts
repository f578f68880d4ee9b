import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { show } from '../../scripts/step.ts'
import { findProgram, pythonFolder } from '../../test/support/machine.ts'
import { createRepository } from './aws-api.ts'
import type { Contender } from './registry.ts'
import { freePort, startServer } from './server-process.ts'

const requirement = 'moto[server]==5.2.5'
const folder = join(dirname(pythonFolder), 'moto')
const program = join(folder, 'bin/moto_server')

/** An emulator of AWS that tests are written for. It keeps nothing, and looks at no signature. */
export const moto: Contender = {
  name: 'moto',
  isDefault: false,
  async whyNot() {
    if (findProgram('python3') !== undefined && !existsSync(program)) await install()
    return existsSync(program) ? undefined : `moto is left out: it takes Python to install ${requirement}.`
  },
  async start(logFolder) {
    const port = await freePort()
    const running = await startServer(logFolder, port, [program, '--host', '127.0.0.1', '--port', `${port}`])
    const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' }
    const target = { host: '127.0.0.1', port, credentials }
    await createRepository(target)
    return {
      target,
      process: running,
      blobsFolder: undefined,
      isApiOnly: true,
      [Symbol.asyncDispose]: () => running.end(),
    }
  },
}

async function install(): Promise<void> {
  console.error(`Installing a server to compare with: ${requirement}`)
  await mkdir(dirname(folder), { recursive: true })
  await show({ program: 'python3', args: ['-m', 'venv', '--clear', folder] })
  const args = ['install', '--quiet', '--disable-pip-version-check', requirement]
  await show({ program: join(folder, 'bin/pip'), args })
}
