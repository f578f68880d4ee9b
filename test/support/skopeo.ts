import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ClientProgram, clientProgram } from './client-program.ts'
import { runSuccessfully } from './processes.ts'

/** Debian's skopeo, logged in to a registry that speaks plain HTTP; its settings are kept in `folder`. */
export async function skopeoFor(folder: string, registry: string, password: string): Promise<ClientProgram> {
  const registries = join(folder, 'registries.conf')
  await writeFile(registries, `[[registry]]\nlocation = "${registry}"\ninsecure = true\n`)
  const env = { REGISTRY_AUTH_FILE: join(folder, 'auth.json') }
  const always = ['--insecure-policy', '--registries-conf', registries]
  const login = ['login', '--tls-verify=false', '--username', 'AWS', '--password-stdin', registry]
  await runSuccessfully('skopeo', login, { env, input: password })
  return clientProgram('skopeo', always, { env })
}
