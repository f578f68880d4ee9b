import { errorCode } from '../config/error-code.ts'
import type { ServeOptions } from '../config/serve-options.ts'
import { CannotOpen } from '../database/cannot-open.ts'
import { isDiskFull } from '../database/dialects/sqlite/errors.ts'
import { StorageUnavailable } from '../errors.ts'

/** Why a server could not start: one sentence on what is wrong, one on what to do next. */
export function startProblem(
  error: unknown,
  { host, port, data }: Pick<ServeOptions, 'host' | 'port' | 'data'>,
): string {
  if (error instanceof CannotOpen) return error.message
  if (error instanceof StorageUnavailable) return startProblem(error.cause, { host, port, data })
  if (isDiskFull(error)) return fullDisk(data)
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use by another program. Stop that one, or choose another with --port (0 picks a free one).`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is not an address of this machine. Choose one with --host: 127.0.0.1 for this machine alone, 0.0.0.0 for all.`
    case 'EACCES':
      if (isListening(error)) return `This user may not listen on port ${port}. Choose one above 1023 with --port.`
      break
    case 'ENOSPC':
      return fullDisk(data)
  }
  return `ecrd can't start: ${error instanceof Error ? error.message : String(error)}.`
}

const fullDisk = (data: string): string =>
  `The disk of ${data} is full. Make room, or choose another folder with --data.`

function isListening(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen'
}
