import { OptionError } from './resolve-options.ts'
import type { ServeOptions } from './serve-options.ts'

/** Where the certificate and its key are. */
export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

/** Undefined when plain HTTP is to be spoken; one without the other is an OptionError. */
export function tlsFiles({ tlsCert, tlsKey }: Pick<ServeOptions, 'tlsCert' | 'tlsKey'>): TlsFiles | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined
  if (tlsKey === undefined) throw new OptionError(['--tls-cert needs --tls-key, the private key of the certificate.'])
  if (tlsCert === undefined) throw new OptionError(['--tls-key needs --tls-cert, the certificate of the key.'])
  return { cert: tlsCert, key: tlsKey }
}
