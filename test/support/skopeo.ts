import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FinishedProcess, runProcess, runSuccessfully } from './processes.ts'

export interface Skopeo {
  /** Runs it, whatever becomes of it. */
  readonly attempt: (...args: string[]) => Promise<FinishedProcess>
  /** Standard output of a command that has to succeed. */
  readonly run: (...args: string[]) => Promise<string>
}

/** Debian's skopeo, logged in to a registry that speaks plain HTTP; its settings are kept in `folder`. */
export async function skopeoFor(folder: string, registry: string, password: string): Promise<Skopeo> {
  const registries = join(folder, 'registries.conf')
  await writeFile(registries, `[[registry]]\nlocation = "${registry}"\ninsecure = true\n`)
  const env = { REGISTRY_AUTH_FILE: join(folder, 'auth.json') }
  const always = ['--insecure-policy', '--registries-conf', registries]
  const login = ['login', '--tls-verify=false', '--username', 'AWS', '--password-stdin', registry]
  await runSuccessfully('skopeo', login, { env, input: password })
  return {
    attempt: (...args) => runProcess('skopeo', [...always, ...args], { env }),
    run: (...args) => runSuccessfully('skopeo', [...always, ...args], { env }),
  }
}
