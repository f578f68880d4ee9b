/** What this machine has for tests with real clients; `npm test` installs it where it may. */
import { accessSync, constants, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { cacheFolder } from '../../scripts/cache-folder.ts'

/** Where `npm test` installs the clients that PyPI has. */
export const pythonFolder = join(cacheFolder, 'python')

/** The command line of AWS, version 1 (Debian's own is version 2). */
export const awsCli1 = join(pythonFolder, 'bin/aws')

/** A Python that can import all that `python-requirements.txt` names. */
export const pythonWithClients = join(pythonFolder, 'bin/python')

/** Ordinary users often have no /usr/sbin in their path, which is where engines live; Debian hides PostgreSQL's programs. */
function searched(): string[] {
  const ofPostgres = globSync('/usr/lib/postgresql/*/bin').sort().reverse()
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin', ...ofPostgres]
}

/** Where a program is, or undefined: `describe.skipIf(findProgram('dockerd') === undefined)`. */
export function findProgram(name: string): string | undefined {
  if (name.includes('/')) return isProgram(name) ? name : undefined
  return searched()
    .map((folder) => join(folder, name))
    .find(isProgram)
}

/** An engine needs root for its namespaces and mounts. */
export const isRoot = process.getuid?.() === 0

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
