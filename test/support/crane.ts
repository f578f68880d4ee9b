import { type ClientProgram, clientProgram } from './client-program.ts'
import { goProgram } from './go-programs.ts'
import { runSuccessfully } from './processes.ts'

/** crane, logged in to a registry; its settings are kept in `folder`. It speaks plain HTTP to `localhost` by itself. */
export async function craneFor(folder: string, registry: string, password: string): Promise<ClientProgram> {
  const env = { DOCKER_CONFIG: folder }
  const login = ['auth', 'login', '--username', 'AWS', '--password-stdin', registry]
  await runSuccessfully(goProgram('crane'), login, { env, input: password })
  return clientProgram(goProgram('crane'), [], { env })
}
