import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isRoot } from '../support/machine.ts'
import { runSuccessfully, temporaryFolder } from '../support/processes.ts'

const program = join(import.meta.dirname, 'log-on-full-disk.ts')

// Only root may mount a disk that is small enough to fill.
test.skipIf(!isRoot)('the database’s log keeps what a full disk has no room to copy, until there is room', async () => {
  await using folder = await temporaryFolder()
  const mounted = 'mount -t tmpfs -o size=12m none "$0" && exec "$@"'
  const run = ['sh', '-c', mounted, folder.path, process.execPath, program, folder.path]
  const report = await runSuccessfully('unshare', ['--mount', '--propagation=private', ...run])
  expect(JSON.parse(report)).toEqual({ fatalErrorsWhileFull: 0, lost: 0, logLeft: false })
})
