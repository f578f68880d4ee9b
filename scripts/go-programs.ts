/** Clients that are written in Go: compiled from their modules, where there is Go to do it. */
import { dirname } from 'node:path'
import { type GoProgram, goProgram, goPrograms, hasGoProgram } from '../test/support/go-programs.ts'
import { findProgram } from '../test/support/machine.ts'
import { show } from './step.ts'

/** Compiles those that are not there yet, which takes minutes the first time; the names of those that cannot be had. */
export async function missingGoPrograms(): Promise<readonly string[]> {
  const wanted = (Object.keys(goPrograms) as GoProgram[]).filter((name) => !hasGoProgram(name))
  if (wanted.length === 0) return []
  if (findProgram('go') === undefined) return ['go', ...wanted]
  console.log(`Compiling Go programs that tests with real clients need: ${wanted.join(' ')}`)
  const missing: string[] = []
  for (const name of wanted) {
    if (!(await compile(name))) missing.push(name)
  }
  return missing
}

/** Without C: no compiler for it is needed, and the program is the same on every machine. */
async function compile(name: GoProgram): Promise<boolean> {
  const startedAt = performance.now()
  const install = { program: 'go', args: ['install', goPrograms[name]] }
  const { succeeded } = await show(install, { GOBIN: dirname(goProgram(name)), CGO_ENABLED: '0' })
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  console.log(`${succeeded ? 'Compiled' : 'Cannot compile'} ${goPrograms[name]} (${seconds} s)`)
  return succeeded
}
