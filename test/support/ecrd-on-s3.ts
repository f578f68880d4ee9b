import { type EcrdWithApp, startEcrdWithApp } from './ecrd-with-app.ts'
import type { S3Server } from './s3-server.ts'
import { bucketSettings } from './storage.ts'
import { ecrdProgram } from './program.ts'

/** A started server that keeps its blobs in S3. */
export function startEcrdOnS3(s3: S3Server, endpoint = s3.url): Promise<EcrdWithApp> {
  const env = Object.entries(s3.env).map(([name, value]) => `${name}=${value}`)
  return startEcrdWithApp(bucketSettings(s3.location(endpoint)), ['env', ...env, process.execPath, ecrdProgram])
}
