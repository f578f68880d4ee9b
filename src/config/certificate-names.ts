import { isIP } from 'node:net'
import type { TlsIdentity } from './tls-identity.ts'

/** Those of the names and addresses that clients will find in the certificate, in their order. */
export function namesInCertificate({ chain: [certificate] }: TlsIdentity, names: readonly string[]): readonly string[] {
  const find = (name: string): string | undefined =>
    // The subject doesn't count any more: https://www.rfc-editor.org/rfc/rfc9525#section-2
    isIP(name) === 0 ? certificate?.checkHost(name, { subject: 'never' }) : certificate?.checkIP(name)
  return names.filter((name) => find(name) !== undefined)
}

/** Whether the file brings its own root, as those of a private authority do: then clients can be given it to trust. */
export function hasOwnRoot({ chain }: TlsIdentity): boolean {
  const last = chain.at(-1)
  return last !== undefined && last.checkIssued(last) && last.verify(last.publicKey)
}
