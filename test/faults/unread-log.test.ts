import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

interface Line {
  readonly line?: number
  readonly lostLines?: number
}

test('a log that nobody reads holds 16 MiB in memory and then loses lines, and says how many once it is read', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'log-without-end.ts')])
  await once(child.stderr, 'data')
  const lines: Line[] = []
  for await (const text of createInterface(child.stdout)) {
    const line = JSON.parse(text) as Line
    lines.push(line)
    if (line.lostLines !== undefined) child.stdin.end('enough')
  }
  const kept = lines.filter((each) => each.line !== undefined)
  expect(kept.map(({ line }) => line)).toEqual(kept.map((_, index) => index + 1))
  expect(kept.length * 1_000).toBeLessThan(17 * 1024 * 1024)
  expect(lines.filter((each) => each.lostLines !== undefined)).toMatchObject([
    { level: 'error', message: 'lines were lost, since the log was not read', lostLines: 40_000 - kept.length },
  ])
})
