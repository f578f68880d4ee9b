import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { S3Location } from '../../src/blobs/s3/s3-location.ts'
import { goProgram } from './go-programs.ts'
import { startProcess, temporaryFolder } from './processes.ts'

/** A real S3 server over a folder of its own: https://github.com/versity/versitygw */
export interface S3Server {
  readonly url: string
  readonly port: number
  readonly bucket: string
  /** Where the bucket is on this machine's disk. */
  readonly folder: string
  /** For `process.env` or a started server: what the SDK's chain of credentials finds. */
  readonly env: Readonly<Record<string, string>>
  /** A place in the bucket where nothing is yet; through another address, where one is named. */
  readonly location: (endpoint?: string) => S3Location
  readonly stop: () => Promise<void>
}

const bucket = 'registry'

/** Of every S3 server of ours: who knows them before it is started need not be told. */
export const s3Credentials = { AWS_ACCESS_KEY_ID: 'test-access-key', AWS_SECRET_ACCESS_KEY: 'test-secret-key' }

/** A place in the bucket of the server at this address where nothing is yet. */
export function emptyPlace(endpoint: string): S3Location {
  return { bucket, prefix: randomUUID(), endpoint, region: 'us-east-1', pathStyle: true }
}

export async function startS3Server(): Promise<S3Server> {
  const data = await temporaryFolder()
  await mkdir(join(data.path, 'buckets', bucket), { recursive: true })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { AWS_ACCESS_KEY_ID: access, AWS_SECRET_ACCESS_KEY: secret } = s3Credentials
  const options = ['--access', access, '--secret', secret, '--port', `127.0.0.1:${port}`, '--quiet', '--keep-alive']
  const server = startProcess(goProgram('versitygw'), [...options, 'posix', join(data.path, 'buckets')])
  await server.until('its port', () =>
    fetch(url).then(
      () => true,
      () => false,
    ),
  )
  return {
    url,
    port,
    bucket,
    folder: join(data.path, 'buckets', bucket),
    env: s3Credentials,
    location: (endpoint = url) => emptyPlace(endpoint),
    async stop() {
      await server.end()
      await data.remove()
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
