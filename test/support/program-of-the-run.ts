import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { rolldown } from 'rolldown'
import type { TestProject } from 'vitest/node'
import { cacheFolder } from '../../scripts/cache-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the programs are that tests start: see program.ts. */
    programs: string
  }
}

const root = join(import.meta.dirname, '../..')

/** What runs in a process or a thread of its own. */
const programs = {
  main: 'src/main.ts',
  'checkpoint.worker': 'src/database/dialects/sqlite/checkpoint.worker.ts',
  'frame.worker': 'src/blobs/frame.worker.ts',
  'server-process': 'test/faults/nth-io/server-process.ts',
}

/**
 * Joins the sources, and the packages that they use, to a few files. Tests start ecrd a thousand times: so it begins in a third of the
 * time that a thousand small files take. The package is tested as it is published in test/packed.
 */
export async function setup(project: TestProject): Promise<void> {
  const folder = join(cacheFolder, 'programs')
  const bundle = await rolldown({
    input: programs,
    cwd: root,
    platform: 'node',
    // Loaded where it is asked for: a terminal's log, and a binding to PostgreSQL that isn't installed.
    external: ['pino-pretty', 'pg-native'],
    logLevel: 'silent',
  })
  const { output } = await bundle.generate({ entryFileNames: '[name].js', chunkFileNames: '[name].js' })
  // Its version is read two folders above, as it is in the sources.
  const manifest = await readFile(join(root, 'package.json'), 'utf8')
  await writeChanged(join(folder, 'package.json'), manifest)
  for (const file of output) {
    await writeChanged(join(folder, 'src/cli', file.fileName), file.type === 'chunk' ? file.code : file.source)
  }
  project.provide('programs', join(folder, 'src/cli'))
}

/** Other runs may be using it: what is the same is left alone, also for the sake of what was compiled of it. */
async function writeChanged(path: string, content: string | Uint8Array): Promise<void> {
  const known = await readFile(path).catch(() => undefined)
  if (known?.equals(Buffer.from(content)) === true) return
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.${process.pid}`, content)
  await rename(`${path}.${process.pid}`, path)
}
