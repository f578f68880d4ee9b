import { afterEach, describe, expect, test, vi } from 'vitest'
import { refusalOf, type ScriptedAnswer, startScriptedS3 } from '../../../test/support/scripted-s3.ts'
import { randomIds } from '../../platform/ids.ts'
import { openS3Store } from './open-s3-store.ts'

afterEach(() => vi.unstubAllEnvs())

describe('a store is not opened', () => {
  async function problem(answer: ScriptedAnswer): Promise<string> {
    await using s3 = await startScriptedS3(answer)
    const opened = openS3Store({ location: s3.location, ids: randomIds })
    return (await opened.then(String, String)).replaceAll(s3.location.endpoint ?? '', 'ENDPOINT')
  }

  test.each<[status: number, code: string, sentence: string]>([
    [404, 'NoSuchBucket', 'There is no bucket bucket at ENDPOINT. Create it, or name another with --blobs.'],
    [404, 'NotFound', 'There is no bucket bucket at ENDPOINT. Create it, or name another with --blobs.'],
    [301, 'PermanentRedirect', 'The bucket bucket is in another region at ENDPOINT. Name it with --blobs-region.'],
    [
      400,
      'AuthorizationHeaderMalformed',
      'The bucket bucket is in another region at ENDPOINT. Name it with --blobs-region.',
    ],
    [
      403,
      'AccessDenied',
      'S3 at ENDPOINT refuses what ecrd needs in the bucket bucket (AccessDenied). Check the credentials and their permissions.',
    ],
    [500, 'InternalError', "S3 at ENDPOINT can't be reached: refused. Check --blobs-endpoint, or try again later."],
  ])('when S3 answers %s %s, and the error says what to do', async (status, code, sentence) => {
    expect(await problem(refusalOf(status, code))).toBe(`CannotOpen: ${sentence}`)
  })

  test('when no region is known, and the error says how to name it', async () => {
    await using s3 = await startScriptedS3({})
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) vi.stubEnv(name, undefined)
    vi.stubEnv('AWS_CONFIG_FILE', '/dev/null')
    const location = { ...s3.location, endpoint: undefined, region: undefined }
    await expect(openS3Store({ location, ids: randomIds })).rejects.toThrow(
      'The region of the bucket is not known. Name it with --blobs-region.',
    )
  })

  test('when nobody listens, and the error says so', async () => {
    const s3 = await startScriptedS3({})
    await s3[Symbol.asyncDispose]()
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'id')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
    await expect(openS3Store({ location: s3.location, ids: randomIds })).rejects.toThrow(
      /can't be reached: .*ECONNREFUSED/,
    )
  })

  test('when there are no credentials, and the error says how to give them', async () => {
    await using s3 = await startScriptedS3({})
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']) vi.stubEnv(name, undefined)
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/dev/null')
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    await expect(openS3Store({ location: s3.location, ids: randomIds })).rejects.toThrow(
      'There are no credentials for S3.',
    )
  })
})
