/** Clients that are written in Go: compiled from their modules, where there is Go to do it. */
import { dirname } from 'node:path'
import { type GoProgram, goProgram, goPrograms, hasGoProgram } from '../test/support/go-programs.ts'
import { findProgram } from '../test/support/machine.ts'
import { withoutThem } from './prepare-machine.ts'
import { capture, type Step } from './step.ts'
import { onePassed } from './tally.ts'

/** A step that waits until these programs are there, and says which cannot be had. */
export type WaitFor = (name: string, programs: readonly GoProgram[]) => Step

/**
 * Begins to compile those that are not there yet, which takes minutes the first time: one after another, in their order, beside
 * whatever runs, and with what that leaves of the processors.
 */
export function compileGoPrograms(): WaitFor {
  const hasGo = findProgram('go') !== undefined
  const wanted = (Object.keys(goPrograms) as GoProgram[]).filter((name) => !hasGoProgram(name))
  if (hasGo && wanted.length > 0) console.log(`Compiling beside the first tests: ${wanted.join(' ')}`)
  const compiled = new Map<GoProgram, Promise<boolean>>()
  let previous: Promise<unknown> = Promise.resolve()
  for (const name of hasGo ? wanted : []) {
    const program = previous.then(() => compile(name))
    compiled.set(name, program)
    previous = program
  }
  return (name, programs) => ({
    name,
    async run() {
      const missing: string[] = hasGo ? [] : ['go']
      for (const program of programs) {
        const isThere = wanted.includes(program) ? ((await compiled.get(program)) ?? false) : true
        if (!isThere) missing.push(program)
      }
      return missing.length === 0 ? { tally: onePassed, output: '' } : withoutThem(missing)
    },
  })
}

/** Without C: no compiler for it is needed, and the program is the same on every machine. */
async function compile(name: GoProgram): Promise<boolean> {
  const settings = { GOBIN: dirname(goProgram(name)), CGO_ENABLED: '0' }
  const command = { program: 'nice', args: ['-n', '19', 'go', 'install', goPrograms[name]] }
  const { succeeded, output } = await capture(command, settings)
  if (!succeeded) console.log(`\n${goPrograms[name]} can't be compiled:\n${output.trim()}\n`)
  return succeeded
}
