import { errorCode } from '../config/error-code.ts'
import type { ServeOptions } from '../config/serve-options.ts'
import { CannotOpen } from '../database/cannot-open.ts'
import { isDiskFull } from '../database/dialects/sqlite/errors.ts'
import { StorageUnavailable } from '../errors.ts'

/** Why a server could not start: one sentence on what is wrong, one on what to do next. */
export function startProblem(
  error: unknown,
  options: Pick<ServeOptions, 'host' | 'port' | 'metricsPort' | 'data'>,
): string {
  const { host, port, data } = options
  if (error instanceof CannotOpen) return error.message
  if (error instanceof StorageUnavailable) return startProblem(error.cause, options)
  if (isDiskFull(error)) return fullDisk(data)
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      if (isOfMetrics(error, options)) return metricsPortInUse(options)
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

/** The metrics are listened for first. */
function isOfMetrics(error: unknown, { port, metricsPort }: Ports): boolean {
  if (metricsPort === undefined) return false
  return metricsPort === port || (error instanceof Error && 'port' in error && error.port === metricsPort)
}

function metricsPortInUse({ port, metricsPort }: Ports): string {
  return metricsPort === port
    ? `Port ${port} can't be both that of --port and that of --metrics-port. Choose another for one of them.`
    : `Port ${metricsPort} on 127.0.0.1 is in use by another program. Choose another with --metrics-port (0 picks a free one).`
}

type Ports = Pick<ServeOptions, 'port' | 'metricsPort'>

function isListening(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen'
}
