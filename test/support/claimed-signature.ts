/**
 * Headers of a request that says it is signed with this key, as whoever knows no more than the key's id can make them up: all
 * that is looked at before the body is right.
 */
export function claimedBy(
  { clock, region }: { readonly clock: { now(): number }; readonly region: string },
  accessKeyId: string,
  service: 'ecr' | 'iam' | 'sts',
  headers: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const now = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.[0-9]{3}/g, '')
  const signed = { 'x-amz-date': now, ...headers }
  const names = ['host', ...Object.keys(signed)].sort().join(';')
  const credential = `${accessKeyId}/${now.slice(0, 8)}/${region}/${service}/aws4_request`
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${'0'.repeat(64)}`
  return { ...signed, authorization }
}
