import { join } from 'node:path'
import { test as base } from './client-test.ts'
import { findProgram } from './machine.ts'
import { runSuccessfully, temporaryFolder } from './processes.ts'

export const hasGo = findProgram('go') !== undefined

const sources = join(import.meta.dirname, '../clients/go')

/** Tests with AWS SDK for Go v2: each file compiles the program once; a story of it is a process of its own. */
export const test = base.extend('tell', { scope: 'file' }, async ({ server }, { onCleanup }) => {
  const folder = await temporaryFolder()
  onCleanup(folder.remove)
  const program = join(folder.path, 'sdk-go')
  // The first time compiles the SDK, too.
  const build = { cwd: sources, env: { CGO_ENABLED: '0' }, timeoutMs: 290_000 }
  await runSuccessfully('go', ['build', '-o', program, '.'], build)
  return async (story: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> =>
    JSON.parse(await runSuccessfully(program, [story], { env: { ...server.env, ...env } }))
})
