/**
 * Adds to package-lock.json the packages of other platforms that npm left out: it drops what the registry it asked could
 * not answer for, and then `npm ci` refuses the file wherever that package can be found. An entry needs no more than
 * what its name says, because only a machine of that platform ever asks for it.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { type Lock, type LockedPackage, type MissingPackage, missingFromLock } from './lockfile.ts'

const path = 'package-lock.json'
const lock = JSON.parse(await readFile(path, 'utf8')) as Lock
const missing = missingFromLock(lock)
const { '': root = {}, ...packages } = lock.packages
const added = Object.fromEntries(missing.map((each) => [`node_modules/${each.name}`, entryOf(each)]))
const sorted = Object.entries({ ...packages, ...added }).sort(([a], [b]) => a.localeCompare(b, 'en'))
const completed = { ...lock, packages: Object.fromEntries([['', root] as const, ...sorted]) }
await writeFile(path, `${JSON.stringify(completed, null, 2)}\n`)
console.log(missing.map(({ name, version }) => `${name}@${version}`).join('\n') || 'nothing was missing')

function entryOf({ name, version, dev }: MissingPackage): LockedPackage {
  return { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true }
}

/** `@biomejs/cli-linux-arm64-musl` is for linux, arm64 and musl. */
function platformOf(name: string): Readonly<Record<string, readonly string[]>> {
  const words = name.split(/[/-]/)
  const has = (known: readonly string[]): readonly string[] => known.filter((word) => words.includes(word))
  const os = has(['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'])
  const cpu = has(['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'])
  if (cpu.length === 0) throw new Error(`${name} doesn't say which processor it is for`)
  const libc = os.includes('linux') ? [name.includes('musl') ? 'musl' : 'glibc'] : []
  return { cpu, ...(libc.length > 0 ? { libc } : {}), ...(os.length > 0 ? { os } : {}) }
}
