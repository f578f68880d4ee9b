import type { Server } from 'node:tls'
import { readTlsIdentity, secureContext, type TlsIdentity } from '../../config/tls-identity.ts'
import { type Repetition, repeat } from '../../jobs/repeat.ts'
import type { Log } from '../../log.ts'

/** How long a new certificate may go unnoticed. */
const intervalMs = 5_000

/**
 * Serves new connections with what the certificate's files have become, whoever wrote them and however (in place, by
 * renaming, through links): nobody has to send a signal. What can't be served with, such as a new certificate whose key
 * hasn't been written yet, is left alone: then the old one stays.
 */
export function renewIdentity(server: Pick<Server, 'setSecureContext'>, first: TlsIdentity, log: Log): Repetition {
  let served = first
  let told = ''
  const refuse = (problem: string): void => {
    if (problem !== told) log.error({ problem }, 'certificate not renewed: the old one stays')
    told = problem
  }
  const renew = async (): Promise<void> => {
    const found = await readTlsIdentity(first.files)
    told = ''
    if (found.cert === served.cert && found.key === served.key) return
    server.setSecureContext(secureContext(found))
    served = found
    log.info({ validTo: found.chain[0]?.validTo }, 'certificate renewed')
  }
  return repeat(intervalMs, renew, (error) => refuse(error instanceof Error ? error.message : String(error)))
}
