import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { test as base } from '../support/client-test.ts'
import { craneFor } from '../support/crane.ts'
import { ACCOUNT, REGION } from '../support/ecrd.ts'
import { goProgram, hasGoProgram } from '../support/go-programs.ts'
import { runProcess } from '../support/processes.ts'
import { amd64, writePlatforms } from '../support/two-platforms.ts'

const provider = goProgram('ecr-credential-provider')
const apiVersion = 'credentialprovider.kubelet.k8s.io/v1'
/** The provider takes no registry but one whose name is shaped as AWS's are. The name says the region, too. */
const hostOf = (region: string): string => `${ACCOUNT}.dkr.ecr.${region}.amazonaws.com`

const test = base
  /** Asks as the kubelet does: https://kubernetes.io/docs/reference/config-api/kubelet-credentialprovider.v1/ */
  .extend('ask', ({ server }) => (image: string, env: Readonly<Record<string, string>> = {}) => {
    const input = JSON.stringify({ apiVersion, kind: 'CredentialProviderRequest', image })
    return runProcess(provider, [], { env: { ...server.env, AWS_DEFAULT_REGION: undefined, ...env }, input })
  })

interface Response {
  readonly auth: Readonly<Record<string, { readonly username: string; readonly password: string } | undefined>>
}

describe.runIf(hasGoProgram('ecr-credential-provider'))('ecr-credential-provider', () => {
  test.for([REGION, 'eu-central-1'])(
    'gives the kubelet a password for images in %s',
    async (region, { ask, createRepository, folder, server }) => {
      const { stdout } = await ask(`${hostOf(region)}/app:v1`)
      const { auth, ...response } = JSON.parse(stdout) as Response
      expect(response).toEqual({
        apiVersion,
        kind: 'CredentialProviderResponse',
        cacheKeyType: 'Registry',
        // Half of the twelve hours that a token is good for, to the second.
        cacheDuration: expect.stringMatching(/^(6h0m0s|5h59m\d+s)$/) as unknown,
      })
      expect(auth).toEqual({ [hostOf(region)]: { username: 'AWS', password: expect.any(String) as unknown } })

      const image = `${await createRepository(`pulled-${region}`)}:v1`
      const crane = await craneFor(join(folder, 'crane'), server.registry, auth[hostOf(region)]?.password ?? '')
      await crane.run('push', await writePlatforms(join(folder, 'layout'), { amd64 }), image)
      expect(await crane.run('digest', image)).toBe(`${amd64.digest}\n`)
    },
  )

  test('says why it gives no password', async ({ ask, server }) => {
    const { accessKeyId } = server.credentials
    const refused = await ask(`${hostOf(REGION)}/app:v1`, {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'wrong',
    })
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain('api error InvalidSignatureException: The request signature we calculated')
  })
})
