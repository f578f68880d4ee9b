/**
 * What the system says of a disk or a machine that can't do something now: no room, no descriptors, read-only, gone, broken.
 * A person corrects it, and then the same call succeeds without a restart. Any other error of a file
 * system is about the call itself.
 * https://pubs.opengroup.org/onlinepubs/9799919799/functions/V2_chap02.html#tag_16_03
 */
const passing: ReadonlySet<unknown> = new Set([
  'EACCES',
  'EDQUOT',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'ENOSPC',
  'ENXIO',
  'EPERM',
  'EROFS',
  'ESTALE',
  'ETIMEDOUT',
  // Node's own: a thread got none of the descriptors or memory that it begins with.
  'ERR_WORKER_INIT_FAILED',
])

export function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && passing.has(error.code)
}
