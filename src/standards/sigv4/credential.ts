import { maskCredential } from './failures.ts'
import { refuse } from './signature-error.ts'
import type { SigningScope } from './signing-keys.ts'

/** `20250101/eu-west-1/ecr/aws4_request`, as stated: what it should be is decided by `requireScope`. */
export interface CredentialScope extends SigningScope {
  readonly terminator: string
}

/** `AKIDEXAMPLE/20250101/eu-west-1/ecr/aws4_request` */
export function parseCredential(credential: string): { accessKeyId: string; scope: CredentialScope } {
  const elements = credential.split('/')
  const [accessKeyId = '', date = '', region = '', service = '', terminator = ''] = elements
  if (elements.length !== 5 || accessKeyId === '' || elements.some((element) => element.length > maxElementLength)) {
    refuse({ reason: 'malformed-credential', given: maskCredential(credential) })
  }
  return { accessKeyId, scope: { date, region, service, terminator } }
}

/** The longest access key id of IAM's service model. */
const maxElementLength = 128
