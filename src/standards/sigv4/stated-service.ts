/**
 * The service that a request says it is signed for, in its Authorization header or its query; undefined where it doesn't say.
 * Nothing of it is checked: it only tells which service is asked whether the signature holds.
 */
export function statedService(authorization: string | undefined, rawQuery: string): string | undefined {
  const inHeader = /\bCredential=([^,\s]{1,256})/.exec((authorization ?? '').slice(0, maxHeaderLength))?.[1]
  const credential = inHeader ?? new URLSearchParams(rawQuery).get('X-Amz-Credential') ?? ''
  // AKID/20250101/eu-west-1/ecr/aws4_request
  const [terminator, service] = credential.split('/').reverse()
  return terminator === 'aws4_request' ? service : undefined
}

const maxHeaderLength = 8_192
