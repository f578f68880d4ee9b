import { createHmac, hash } from 'node:crypto'
import type { Target } from './connection.ts'
import { headLines } from './request.ts'

/** The region that everything happens in. */
export const region = 'us-east-1'

/** A signer of the JSON API's requests: it derives its key once, as the SDKs do, so that signing costs little. */
export type SignRequest = (operation: string, body: string) => Buffer

export function requestSigner(target: Target): SignRequest {
  const sign = signer(target, 'ecr', 'application/x-amz-json-1.1')
  return (operation, body) => sign(body, [['x-amz-target', `AmazonEC2ContainerRegistry_V20150921.${operation}`]])
}

/** A signer of IAM's requests, whose bodies are forms. */
export function formSigner(target: Target): (form: string) => Buffer {
  return signer(target, 'iam', 'application/x-www-form-urlencoded')
}

type Header = readonly [name: string, value: string]

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signer({ host, port, credentials }: Target, service: 'ecr' | 'iam', contentType: string) {
  if (credentials === undefined) throw new Error('nobody to sign for')
  const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '')
  const scope = [time.slice(0, 8), region, service, 'aws4_request']
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`)
  /** Headers come in the order of their names, and these after ours. */
  return (body: string, more: readonly Header[] = []): Buffer => {
    const headers: readonly Header[] = [
      ['content-type', contentType],
      ['host', `${host}:${port}`],
      ['x-amz-date', time],
      ...more,
    ]
    const names = headers.map(([name]) => name).join(';')
    const signed = headers.map(([name, value]) => `${name}:${value}\n`).join('')
    const canonical = ['POST', '/', '', signed, names, hash('sha256', body)].join('\n')
    const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), hash('sha256', canonical)].join('\n')
    const credential = `Credential=${credentials.accessKeyId}/${scope.join('/')}`
    const signature = hmac(key, text).toString('hex')
    const head = headLines('POST', '/', [
      ...headers,
      ['authorization', `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names}, Signature=${signature}`],
      ['content-length', `${Buffer.byteLength(body)}`],
    ])
    return Buffer.from(head + body)
  }
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
