import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Environment, runEcrd, sentencesOf, serveFolder } from '../support/ecrd-command.ts'
import { hasGoProgram } from '../support/go-programs.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'
import { type Fault, type S3Proxy, startS3Proxy } from '../support/s3-proxy.ts'
import { type S3Server, startS3Server } from '../support/s3-server.ts'

/** Nothing of the machine's own counts. */
const noCredentials: Environment = {
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
}

describe.runIf(hasGoProgram('versitygw'))('a start with a bucket', () => {
  let data: TemporaryFolder
  let s3: S3Server
  let proxy: S3Proxy
  beforeAll(async () => {
    data = await temporaryFolder()
    s3 = await startS3Server()
    proxy = await startS3Proxy(s3)
  })
  afterAll(async () => {
    await proxy.stop()
    await s3.stop()
    await data.remove()
  })

  async function refusal(blobs: string, endpoint: string, env: Environment = {}): Promise<string> {
    const options = ['--port', '0', '--data', data.path, '--blobs', blobs, '--blobs-endpoint', endpoint]
    const finished = await runEcrd(['serve', ...options], { ...noCredentials, ...env })
    expect(finished.code).toBe(1)
    return sentencesOf(finished)
  }

  test('that does not exist is refused, and the message names it', async () => {
    expect(await refusal('s3://other/here', s3.url, s3.env)).toBe(
      `ecrd: There is no bucket other at ${s3.url}. Create it, or name another with --blobs.\n`,
    )
  })

  test('that can’t be written is refused with S3’s own error', async () => {
    proxy.fault = ({ kind }): Fault | undefined => (kind === 'put object' ? '403' : undefined)
    expect(await refusal(`s3://${s3.bucket}`, proxy.url, s3.env)).toBe(
      `ecrd: S3 at ${proxy.url} refuses what ecrd needs in the bucket ${s3.bucket} (AccessDenied). Check the credentials and their permissions.\n`,
    )
  })

  test('without credentials or with wrong ones is refused, and the message says what is wanted', async () => {
    expect(await refusal(`s3://${s3.bucket}`, s3.url)).toBe(
      'ecrd: There are no credentials for S3. Provide them as for every AWS SDK: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or a role.\n',
    )
    expect(await refusal(`s3://${s3.bucket}`, s3.url, { ...s3.env, AWS_SECRET_ACCESS_KEY: 'wrong' })).toBe(
      `ecrd: S3 at ${s3.url} refuses what ecrd needs in the bucket ${s3.bucket} (SignatureDoesNotMatch). Check the credentials and their permissions.\n`,
    )
  })

  test('at an address where nothing listens is refused, and the message says so', async () => {
    const gone = await startS3Proxy(s3)
    await gone.stop()
    expect(await refusal(`s3://${s3.bucket}`, gone.url, s3.env)).toMatch(
      new RegExp(
        `^ecrd: S3 at ${gone.url} can't be reached: .*ECONNREFUSED.*\\. Check --blobs-endpoint, or try again later\\.\\n$`,
      ),
    )
  })

  describe('when the database has its layers elsewhere', () => {
    const serveAndEnd = async (folder: string, args: readonly string[] = []): Promise<void> => {
      const { process } = await serveFolder(folder, args, s3.env)
      await process.end()
    }
    const settings = (): readonly string[] => ['--blobs', `s3://${s3.bucket}/moved`, '--blobs-endpoint', s3.url]

    test('is refused where the layers are files', async () => {
      await using folder = await temporaryFolder()
      await serveAndEnd(folder.path)
      const finished = await runEcrd(['serve', '--port', '0', '--data', folder.path, ...settings()], s3.env)
      expect([finished.code, sentencesOf(finished)]).toEqual([
        1,
        'ecrd: The layers of this database are files in its data folder, not in a bucket. Start without --blobs, or name another database with --data or --database.\n',
      ])
      await serveAndEnd(folder.path)
    })

    test('is refused without --blobs where the layers are in a bucket', async () => {
      await using folder = await temporaryFolder()
      await serveAndEnd(folder.path, settings())
      const finished = await runEcrd(['serve', '--port', '0', '--data', folder.path])
      expect([finished.code, sentencesOf(finished)]).toEqual([
        1,
        'ecrd: The layers of this database are in an S3 bucket, not in the data folder. Name the bucket with --blobs s3://BUCKET/PREFIX.\n',
      ])
      await serveAndEnd(folder.path, settings())
    })
  })
})
