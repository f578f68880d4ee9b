import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ClientProgram, clientProgram } from './client-program.ts'
import { findProgram, isRoot } from './machine.ts'
import { runSuccessfully } from './processes.ts'

const storage = (folder: string): readonly string[] => [
  `--root=${join(folder, 'storage')}`,
  `--runroot=${join(folder, 'run')}`,
  '--storage-driver=vfs',
]

/** What each needs so that nothing of it is outside of `folder`. */
const settings = {
  buildah: storage,
  podman: (folder: string): readonly string[] => [
    ...storage(folder),
    `--tmpdir=${join(folder, 'tmp')}`,
    '--cgroup-manager=cgroupfs',
    '--events-backend=none',
  ],
}

export type BuildProgram = keyof typeof settings

/** Both build by mounting, which takes root. */
export const installedBuildPrograms = (['podman', 'buildah'] as const).filter((name) => isRoot && findProgram(name))

/** Debian's podman or buildah, logged in to a registry that speaks plain HTTP, with images of its own. */
export async function buildProgramFor(
  name: BuildProgram,
  folder: string,
  registry: string,
  password: string,
): Promise<ClientProgram> {
  const registries = join(folder, 'registries.conf')
  await mkdir(folder, { recursive: true })
  await writeFile(registries, `[[registry]]\nlocation = "${registry}"\ninsecure = true\n`)
  const env = { CONTAINERS_REGISTRIES_CONF: registries, REGISTRY_AUTH_FILE: join(folder, 'auth.json') }
  const always = settings[name](folder)
  const login = [...always, 'login', '--tls-verify=false', '--username', 'AWS', '--password-stdin', registry]
  await runSuccessfully(name, login, { env, input: password })
  return clientProgram(name, always, { env })
}
