/** Clients that are written in Go: compiled from their modules, where there is Go to do it. */
import { dirname } from 'node:path'
import { type GoProgram, goProgram, goPrograms, hasGoProgram } from '../test/support/go-programs.ts'
import { findProgram } from '../test/support/machine.ts'
import { show } from './step.ts'

/** Compiles those that are not there yet, which takes minutes the first time; the names of what cannot be had. */
export async function missingGoPrograms(): Promise<readonly string[]> {
  const wanted = (Object.keys(goPrograms) as GoProgram[]).filter((name) => !hasGoProgram(name))
  if (findProgram('go') === undefined) return ['go', ...wanted]
  const missing: string[] = []
  for (const [index, name] of wanted.entries()) {
    console.log(`Compiling ${goPrograms[name]} (${index + 1} of ${wanted.length})`)
    if (!(await compile(name))) missing.push(name)
  }
  return missing
}

/** Without C: no compiler for it is needed, and the program is the same on every machine. */
async function compile(name: GoProgram): Promise<boolean> {
  const settings = { GOBIN: dirname(goProgram(name)), CGO_ENABLED: '0' }
  return (await show({ program: 'go', args: ['install', goPrograms[name]] }, settings)).succeeded
}
