/**
 * Notes which errors of the catalogues the tests of a file have a server make: V8 itself counts which functions were called.
 * `npm test` asks for it, and looks at all of them in the end; a file that is run alone notes nothing.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { catalogues, folderOfThrown } from '../../scripts/thrown-errors.ts'

const folder = process.env[folderOfThrown]

if (folder !== undefined) {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: false })
  afterAll(async () => {
    const { result } = await session.post('Profiler.takePreciseCoverage')
    session.disconnect()
    const called = result
      .filter(({ url }) => catalogues.some((path) => url.endsWith(`/${path}`)))
      .flatMap(({ functions }) => functions.filter(({ ranges }) => ranges.some(({ count }) => count > 0)))
      .map(({ functionName }) => functionName)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, `${randomUUID()}.json`), JSON.stringify(called))
  })
}
