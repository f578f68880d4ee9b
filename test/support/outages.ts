import type { RegistryAnswer } from './registry-client.ts'

const message = 'The storage is not available at the moment. Try again.'

/** What `/v2/` answers while it can't read or keep something. */
export const outage = { status: 503, retryAfter: '2', errors: [{ code: 'UNKNOWN', message }] }

export function failureOf(answer: RegistryAnswer): typeof outage {
  const { errors } = answer.json() as Pick<typeof outage, 'errors'>
  return { status: answer.status, retryAfter: String(answer.headers['retry-after']), errors }
}

/** The same, as the SDK throws it. */
export const apiOutage = { name: 'ServerException', message, $metadata: { httpStatusCode: 503 } }
