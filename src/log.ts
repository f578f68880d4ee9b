import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { destination, pino, stdTimeFunctions } from 'pino'
import type { LogFormat, LogLevel } from './config/serve-options.ts'

/** The process's log, on standard output: what the server did. What a person must read goes to standard error. */
export interface Log {
  info(fields: object, message: string): void
  error(fields: object, message: string): void
  /** Writes out what is still in memory. Nothing is logged afterwards. */
  close(): Promise<void>
}

/** Lines are written asynchronously: a request never waits for a terminal or a pipe. */
export async function openLog(
  level: LogLevel,
  format: LogFormat = process.stdout.isTTY ? 'pretty' : 'json',
): Promise<Log> {
  const stream = format === 'pretty' ? await prettyStream() : destination({ dest: 1, sync: false })
  // Whoever reads the log may go away, and its disk may fill up: the registry goes on without it.
  let isBroken = false
  stream.on('error', () => (isBroken = true))
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  )
  return {
    info: (fields, message) => {
      logger.info(fields, message)
    },
    error: (fields, message) => {
      logger.error(fields, message)
    },
    async close() {
      if (isBroken) return
      const closed = once(stream, 'close').catch(() => undefined)
      stream.end()
      // A reader that is slow, or a disk that has filled up just now, must not keep the process.
      await Promise.race([closed, pause(flushTimeoutMs)])
      stream.destroy()
    },
  }
}

const flushTimeoutMs = 1000

async function prettyStream() {
  // Only a terminal pays for it.
  const { default: pretty } = await import('pino-pretty')
  return pretty({ messageKey: 'message', translateTime: 'SYS:HH:MM:ss.l', singleLine: true, sync: false })
}
