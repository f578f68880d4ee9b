import type { TestProject } from 'vitest/node'
import { hasGoProgram } from './go-programs.ts'
import { startS3Server } from './s3-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The S3 server of this run; undefined where there is none: versitygw could not be compiled, or no test asks for it. */
    s3: { readonly url: string; readonly folder: string } | undefined
  }
}

/** One S3 server for all tests of a project, with a bucket for all of them. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  project.provide('s3', undefined)
  if (!hasGoProgram('versitygw')) return undefined
  const { url, folder, stop } = await startS3Server()
  project.provide('s3', { url, folder })
  return stop
}
