import { type EventEmitter, once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { destination, pino, stdTimeFunctions } from 'pino'
import type { LogFormat, LogLevel } from './config/serve-options.ts'
import { systemClock } from './platform/clock.ts'
import { visible, visibleValues } from './platform/visible.ts'

/** The process's log, on standard output: what the server did. What a person must read goes to standard error. */
export interface Log {
  info(fields: object, message: string): void
  error(fields: object, message: string): void
  /** Writes out what is still in memory. Nothing is logged afterwards. */
  close(): Promise<void>
}

/** Lines are written asynchronously, many at once: a request never waits for a terminal or a pipe. */
export async function openLog(
  level: LogLevel,
  format: LogFormat = process.stdout.isTTY ? 'pretty' : 'json',
): Promise<Log> {
  const stream =
    format === 'pretty' ? await prettyStream() : destination({ dest: 1, sync: false, maxLength: maxWaitingLength })
  // The reader of the log may go away, and its disk may fill up: the registry goes on without it.
  let isBroken = false
  stream.on('error', () => (isBroken = true))
  const losses = createLosses()
  const lines = gatherLines((text) => {
    if (losses.lines === 0) stream.write(text)
    else losses.add(text)
  })
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: timeOfLine(),
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => lines.add(format === 'pretty' ? visibleValues(line) : visible(line)) },
  )
  tellOfLostLines(stream, losses, (fields, message) => {
    logger.error(fields, message)
  })
  return {
    info: (fields, message) => {
      logger.info(fields, message)
    },
    error: (fields, message) => {
      logger.error(fields, message)
      lines.flush()
    },
    async close() {
      lines.flush()
      if (isBroken) return
      const closed = once(stream, 'close').catch(() => undefined)
      stream.end()
      // A reader that is slow, or a disk that has filled up just now, must not keep the process.
      await Promise.race([closed, pause(flushTimeoutMs)])
      stream.destroy()
    },
  }
}

/** The time as a member of a line's object; put together once for all lines of a millisecond. */
function timeOfLine(): () => string {
  let atMs = 0
  let member = ''
  return () => {
    const now = systemClock.now()
    if (now !== atMs) member = stdTimeFunctions.isoTime()
    atMs = now
    return member
  }
}

const flushTimeoutMs = 1000

/** A line waits so long for others: each write costs as much as a tenth of a request. */
const gatherMs = 10

/** So many wait for no more. */
const maxGatheredLength = 16 * 1024

interface Lines {
  add(line: string): void
  flush(): void
}

function gatherLines(write: (text: string) => void): Lines {
  let waiting = ''
  let timer: NodeJS.Timeout | undefined
  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (waiting === '') return
    const text = waiting
    waiting = ''
    write(text)
  }
  return {
    add(line) {
      waiting += line
      if (waiting.length >= maxGatheredLength) flush()
      else timer ??= setTimeout(flush, gatherMs)
    },
    flush,
  }
}

/** What may wait for a reader who has stopped reading: more is lost rather than kept in memory. */
const maxWaitingLength = 16 * 1024 * 1024

/** Once the log is read again, it says what is missing. */
function tellOfLostLines(stream: EventEmitter, losses: Losses, tell: Log['error']): void {
  stream.on('drop', (text: string) => {
    losses.add(text)
  })
  stream.on('drain', () => {
    if (losses.lines === 0) return
    const fields = { lostLines: losses.lines }
    losses.clear()
    tell(fields, 'lines were lost, since the log was not read')
  })
}

/** From the first line that is lost until the log is read, all are: what is kept has one gap, and says how long it is. */
interface Losses {
  readonly lines: number
  add(text: string): void
  clear(): void
}

function createLosses(): Losses {
  let lines = 0
  return {
    get lines() {
      return lines
    },
    add(text) {
      lines += text.split('\n').length - 1
    },
    clear() {
      lines = 0
    },
  }
}

async function prettyStream() {
  // Only a terminal pays for it.
  const { default: pretty } = await import('pino-pretty')
  return pretty({ messageKey: 'message', translateTime: 'SYS:HH:MM:ss.l', singleLine: true, sync: false })
}
