import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'

/** What a signature is good for. */
export interface SigningScope {
  /** `20250101` */
  readonly date: string
  readonly region: string
  readonly service: string
}

/** Signing keys, derived once a day for each access key, region and service, instead of for each request. */
export interface SigningKeys {
  signingKey(secretAccessKey: string, scope: SigningScope): KeyObject
}

/**
 * Keeps the `capacity` keys that were used last. They are kept under the secret's SHA-256, so that what stays in memory is
 * good for a day and a region only; a new secret for the same access key never meets the old one's keys. A KeyObject is
 * ready to use: an HMAC with it takes a fraction of the time that one with bytes does.
 */
export function signingKeys(capacity = 1000): SigningKeys {
  const kept = new Map<string, KeyObject>()
  return {
    signingKey(secretAccessKey, scope) {
      const name = `${hash('sha256', secretAccessKey)}/${scope.date}/${scope.region}/${scope.service}`
      const key = kept.get(name) ?? deriveSigningKey(secretAccessKey, scope)
      kept.delete(name)
      kept.set(name, key)
      if (kept.size > capacity) {
        for (const oldest of kept.keys()) {
          kept.delete(oldest)
          break
        }
      }
      return key
    },
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function deriveSigningKey(secretAccessKey: string, { date, region, service }: SigningScope): KeyObject {
  const start = createSecretKey(`AWS4${secretAccessKey}`, 'utf8')
  return [date, region, service, 'aws4_request'].reduce((key, text) => createSecretKey(hmac(key, text)), start)
}

export function hmac(key: KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
