import { readFileSync } from 'node:fs'

/** What is assumed where the system isn't Linux, or doesn't say. */
const assumedLimit = 1_024

/**
 * How many descriptors this process may have open. Only Linux tells a program that can't ask getrlimit itself:
 * https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html
 */
export function descriptorLimit(): number {
  return parseLimits(readLimits()) ?? assumedLimit
}

export function parseLimits(text: string): number | undefined {
  const soft = /^Max open files +([0-9]+|unlimited)/m.exec(text)?.[1]
  if (soft === undefined) return undefined
  return soft === 'unlimited' ? Number.MAX_SAFE_INTEGER : Number(soft)
}

function readLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8')
  } catch {
    return ''
  }
}

/** Beyond this many the memory of the connections themselves would count. */
const mostConnections = 10_000

/** What the program itself has open, and the uploads that it keeps open between their requests. */
const ownDescriptors = 256
/** Where there are few, it has to do with fewer. */
const ownShare = 0.6

/** As many connections as leave each of them a descriptor for its work: a file, or a connection to S3 or PostgreSQL. */
export function connectionsFor(descriptors: number): number {
  const own = Math.min(ownDescriptors, Math.ceil(descriptors * ownShare))
  return Math.min(mostConnections, Math.floor((descriptors - own) / 2))
}
