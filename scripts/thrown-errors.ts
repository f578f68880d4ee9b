/** Every error that callers can see is made by a server in some test. */
import { globSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.ts'
import type { Step } from './step.ts'
import { oneFailed, onePassed } from './tally.ts'

/** Where their sentences stand; the database only maps what its driver throws. */
export const catalogues: readonly string[] = globSync('src/**/errors.ts', {
  cwd: join(import.meta.dirname, '..'),
  exclude: ['src/database/**'],
})

/** The variable by which tests are told where to note what was thrown: test/support/thrown-errors.ts. */
export const folderOfThrown = 'THROWN_ERRORS_FOLDER'

/** From now on tests note what is thrown; the step tells what never was. */
export async function noteThrownErrors(): Promise<Step> {
  const folder = join(cacheFolder, 'thrown-errors')
  await rm(folder, { recursive: true, force: true })
  process.env[folderOfThrown] = folder
  return {
    name: 'every error was thrown by a server in some test',
    async run() {
      const never = neverThrown(await factoriesOf(catalogues), await notedIn(folder))
      return never.length === 0 ? { tally: onePassed, output: '' } : { tally: oneFailed, output: never.join('\n') }
    },
  }
}

export function neverThrown(factories: readonly string[], thrown: ReadonlySet<string>): readonly string[] {
  return factories.filter((name) => !thrown.has(name))
}

/** The functions that make errors; the classes stand for themselves. */
export async function factoriesOf(paths: readonly string[]): Promise<readonly string[]> {
  const modules = await Promise.all(
    paths.map((path) => import(join(import.meta.dirname, '..', path)) as Promise<Record<string, unknown>>),
  )
  return modules.flatMap((module) =>
    Object.entries(module)
      .filter(([name, value]) => typeof value === 'function' && /^[a-z]/.test(name))
      .map(([name]) => name),
  )
}

async function notedIn(folder: string): Promise<ReadonlySet<string>> {
  const files = await readdir(folder).catch(() => [])
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return new Set(texts.flatMap((text) => JSON.parse(text) as readonly string[]))
}
