import { namesInCertificate } from '../config/certificate-names.ts'
import type { TlsIdentity } from '../config/tls-identity.ts'

/**
 * What to say of a certificate that is served although clients will refuse it: it is out of date, or doesn't have a name
 * that they are sent to. Undefined when there is nothing to say.
 */
export function certificateProblem(identity: TlsIdentity, names: readonly string[], nowMs: number): string | undefined {
  const [certificate] = identity.chain
  const path = identity.files.cert
  if (certificate === undefined) return undefined
  const { validFrom, validTo, subjectAltName } = certificate
  if (nowMs < Date.parse(validFrom))
    return `The certificate in ${path} is not valid before ${validFrom}: clients refuse it.`
  if (nowMs > Date.parse(validTo)) return `The certificate in ${path} was valid until ${validTo}: clients refuse it.`
  const found = namesInCertificate(identity, names)
  const missing = names.filter((name) => !found.includes(name))
  if (missing.length === 0) return undefined
  return `The certificate in ${path} does not have the name ${missing.join(' or ')}: clients that use it refuse the connection. The certificate has ${subjectAltName ?? 'no name (no subjectAltName)'}.`
}
