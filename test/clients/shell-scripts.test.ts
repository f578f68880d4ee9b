import { describe, expect, test } from 'vitest'
import { filesOf } from '../architecture/sources.ts'
import { findProgram } from '../support/machine.ts'
import { runProcess } from '../support/processes.ts'
import { checkout } from '../support/readme.ts'

const shellcheck = findProgram('shellcheck')

describe.skipIf(shellcheck === undefined)('shellcheck', () => {
  test.for(filesOf('examples/**/*.sh'))('finds nothing in %s', async (script) => {
    // With what the script reads of other scripts.
    const { code, stdout } = await runProcess(shellcheck ?? '', ['--external-sources', script], { cwd: checkout })
    expect(stdout).toBe('')
    expect(code).toBe(0)
  })
})
