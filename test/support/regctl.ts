import { join } from 'node:path'
import { type ClientProgram, clientProgram } from './client-program.ts'
import { goProgram } from './go-programs.ts'
import { runSuccessfully } from './processes.ts'

/** regctl, logged in to a registry that speaks plain HTTP; its settings are kept in `folder`. */
export async function regctlFor(folder: string, registry: string, password: string): Promise<ClientProgram> {
  const env = { REGCTL_CONFIG: join(folder, 'regctl.json'), DOCKER_CONFIG: folder }
  const regctl = clientProgram(goProgram('regctl'), ['--verbosity', 'error'], { env })
  await regctl.run('registry', 'set', '--skip-check', '--tls', 'disabled', registry)
  const login = ['registry', 'login', '--user', 'AWS', '--pass-stdin', registry]
  await runSuccessfully(goProgram('regctl'), login, { env, input: password })
  return regctl
}
