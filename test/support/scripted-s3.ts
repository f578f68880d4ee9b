import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { vi } from 'vitest'
import { type Bucket, connectBucket } from '../../src/blobs/s3/bucket.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { s3Credentials } from './s3-server.ts'
import type { S3Location } from '../../src/blobs/s3/s3-location.ts'

/** An S3 server that answers as it is told, for what no real one says when a test wants to hear it. */
export interface ScriptedS3 extends AsyncDisposable {
  readonly location: S3Location
  /** `GET /bucket/name?query`, in order. */
  readonly asked: readonly string[]
}

export interface ScriptedAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** The next answer for each request, and the last one again and again. */
export async function startScriptedS3(...answers: readonly ScriptedAnswer[]): Promise<ScriptedS3> {
  for (const [name, value] of Object.entries(s3Credentials)) vi.stubEnv(name, value)
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { status = 200, headers = {}, body = '' } = answers[Math.min(asked.length, answers.length - 1)] ?? {}
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    request.resume().on('end', () => response.writeHead(status, headers).end(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    location: { bucket: 'bucket', prefix: '', endpoint, region: 'us-east-1', pathStyle: true },
    asked,
    async [Symbol.asyncDispose]() {
      vi.unstubAllEnvs()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses */
export const refusalOf = (status: number, code: string): ScriptedAnswer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>refused</Message></Error>`,
})

export const xmlOf = (body: string): ScriptedAnswer => ({ headers: { 'content-type': 'application/xml' }, body })

/** What comes of asking a bucket there. */
export async function asking<T>(
  answers: readonly ScriptedAnswer[],
  ask: (bucket: Bucket, s3: ScriptedS3) => Promise<T>,
): Promise<T> {
  await using s3 = await startScriptedS3(...answers)
  return await ask(connectBucket({ location: s3.location, ids: randomIds }), s3)
}
