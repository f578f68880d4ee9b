import type { CredentialScope } from './credential.ts'

/** What a request says about who signed it, when and for what. Nothing of it is proven yet. */
export interface ParsedSignature {
  /** Signed by the Authorization header, or by parameters of the query: a presigned URL. */
  readonly form: 'header' | 'query'
  readonly accessKeyId: string
  readonly scope: CredentialScope
  readonly signedHeaders: readonly string[]
  readonly signature: string
  readonly timestampMs: number
  /** How long a presigned URL is good for, where it says so. */
  readonly expiresSeconds: number | undefined
  readonly sessionToken: string | undefined
  /** What the sender says is the body's SHA-256; in the query form it may be `UNSIGNED-PAYLOAD`, where no body comes. */
  readonly statedPayloadHash: string | undefined
}

/** What each form says in its own way. */
export interface StatedSignature extends Omit<ParsedSignature, 'accessKeyId' | 'scope' | 'signedHeaders'> {
  readonly algorithm: string
  readonly credential: string
  readonly signedHeaders: string
}
