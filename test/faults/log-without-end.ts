import { openLog } from '../../src/log.ts'

/** A program for unread-log.test.ts: logs more than may wait, tells so on standard error, and ends when it has been read. */
const lines = 40_000
const log = await openLog('info', 'json')
for (let line = 1; line <= lines; line += 1) log.info({ line, text: 'x'.repeat(1_000) }, 'request')
process.stderr.write(`${lines} logged\n`)
process.stdin.once('data', () => void log.close().then(() => process.exit(0)))
