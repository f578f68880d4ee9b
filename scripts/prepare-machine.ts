/** What tests need beside npm's packages and programs in Go: installed where that is possible, named where not. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findProgram, isRoot, pythonFolder } from '../test/support/machine.ts'
import { capture, type Command, type Outcome, type Step } from './step.ts'
import { oneFailed, onePassed, type Tally } from './tally.ts'

/**
 * A program, and Debian's package that holds it. Those with a path have to be Debian's own: other machines' PATHs lead
 * to another version first, or to docker's command line without its engine.
 */
const programs: readonly (readonly [program: string, debianPackage: string])[] = [
  ['/bin/busybox', 'busybox-static'],
  ['buildah', 'buildah'],
  // For the disk that fails on demand.
  ['cc', 'build-essential'],
  ['/usr/bin/aws', 'awscli'],
  ['/usr/bin/docker', 'docker.io'],
  ['/usr/sbin/dockerd', 'docker.io'],
  ['docker-registry', 'docker-registry'],
  ['iptables', 'iptables'],
  ['openssl', 'openssl'],
  ['podman', 'podman'],
  // The cluster that it makes and may start is not used: tests start servers of their own.
  ['postgres', 'postgresql'],
  ['python3', 'python3'],
  ['shellcheck', 'shellcheck'],
  ['skopeo', 'skopeo'],
]

const requirements = join(import.meta.dirname, '../test/support/python-requirements.txt')

export const prepareMachine: Step = {
  name: 'programs and clients of Debian and PyPI',
  async run() {
    if (isRoot && findProgram('apt-get') !== undefined) await installDebianPackages()
    const missing = [...missingPrograms().map(([program]) => program), ...(await missingPython())]
    return missing.length === 0 ? { tally: onePassed, output: '' } : withoutThem(missing)
  },
}

/** Someone's laptop goes on without them; a machine that is there to test everything must have everything. */
export function withoutThem(missing: readonly string[]): Outcome {
  const output = `missing: ${missing.join(', ')}. Tests that need them are skipped.`
  if (process.env.CI === 'true') return { tally: oneFailed, output }
  console.log(output)
  const skipped: Tally = { passed: 0, failed: 0, skipped: 1 }
  return { tally: skipped, output }
}

function missingPrograms(): typeof programs {
  return programs.filter(([program]) => findProgram(program) === undefined)
}

async function installDebianPackages(): Promise<void> {
  const packages = new Set(missingPrograms().map(([, debianPackage]) => debianPackage))
  if (!(await hasVenv())) packages.add('python3-venv')
  if (packages.size === 0) return
  console.log(`Installing from Debian what tests need: ${[...packages].join(' ')}`)
  const unattended = { DEBIAN_FRONTEND: 'noninteractive' }
  await install(apt('update'), unattended)
  await install(apt('install', '--yes', '--no-install-recommends', ...packages), unattended)
}

/** Whether it could be done. It runs beside tests: only what failed is of interest. */
async function install(command: Command, environment: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const { succeeded, output } = await capture(command, environment)
  if (!succeeded) console.log(`\n${output.trim()}\n`)
  return succeeded
}

function apt(...args: readonly string[]): Command {
  return { program: 'apt-get', args: ['--quiet=2', ...args] }
}

/** Debian has venv without what fills one: ensurepip is in the package python3-venv. */
async function hasVenv(): Promise<boolean> {
  return (await capture({ program: 'python3', args: ['-c', 'import venv, ensurepip'] })).succeeded
}

/** AWS's command line, version 1, boto3 and oras, at the versions that the requirements name. */
async function missingPython(): Promise<readonly string[]> {
  const wanted = await readFile(requirements, 'utf8')
  const names = wanted.trim().split('\n')
  const done = join(pythonFolder, 'installed.txt')
  if (existsSync(done) && (await readFile(done, 'utf8')) === wanted) return []
  if (!(await hasVenv())) return names
  console.log(`Installing from PyPI what tests need: ${names.join(' ')}`)
  await mkdir(dirname(pythonFolder), { recursive: true })
  const isMade = await install({ program: 'python3', args: ['-m', 'venv', '--clear', pythonFolder] })
  const pip = join(pythonFolder, 'bin/pip')
  const args = ['install', '--quiet', '--disable-pip-version-check', '--requirement', requirements]
  if (!isMade || !(await install({ program: pip, args }))) return names
  await writeFile(done, wanted)
  return []
}
