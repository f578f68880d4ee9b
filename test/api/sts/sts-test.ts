import { ECRClient, ListImagesCommand } from '@aws-sdk/client-ecr'
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts'
import { expect } from 'vitest'
import { identitiesOf, type Somebody } from '../../support/identities.ts'
import { account, strangerAccount, test as base } from '../ecr-test.ts'

type Credentials = Somebody['credentials']

/** Tests of STS: who is in our account, who is in another, and AWS's client with anybody's credentials. */
export const test = base
  .extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))
  .extend('foreigners', { scope: 'file' }, ({ server }) => identitiesOf(server, strangerAccount))
  .extend('stsOf', { scope: 'file' }, ({ server }) => (credentials: Credentials) => {
    return new STSClient({ endpoint: server.url, region: server.region, credentials, maxAttempts: 1 })
  })
  .extend('ecrOf', { scope: 'file' }, ({ server }) => (credentials: Credentials) => {
    return new ECRClient({ endpoint: server.url, region: server.region, credentials, maxAttempts: 1 })
  })
  .extend('root', { scope: 'file' }, ({ server, stsOf }) => stsOf(server.credentials))

/** As AWS's clients take over what STS answers. */
export function credentialsOf({ Credentials: issued }: Issued): Credentials {
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '', SessionToken = '' } = issued ?? {}
  return { accessKeyId, secretAccessKey, sessionToken: SessionToken }
}

interface Issued {
  readonly Credentials?:
    | {
        readonly AccessKeyId: string | undefined
        readonly SecretAccessKey: string | undefined
        readonly SessionToken: string | undefined
        readonly Expiration: Date | undefined
      }
    | undefined
}

export const roleArn = (name: string, of = account): string => `arn:aws:iam::${of}:role/${name}`

/** Asks for a session named `build`. */
export const assume = (name: string, input: Partial<AssumeRoleCommandInput> = {}) =>
  new AssumeRoleCommand({ RoleArn: roleArn(name), RoleSessionName: 'build', ...input })

export const whoAmI = new GetCallerIdentityCommand()
export const listImages = (repositoryName: string, registryId = account) =>
  new ListImagesCommand({ registryId, repositoryName })

/** Refused with a status of the query protocol. */
export async function expectRefused(answer: Promise<unknown>, name: string, message: string, status: number) {
  await expect(answer).rejects.toMatchObject({ name, message, $metadata: { httpStatusCode: status } })
}

export const expectDeniedToAssume = (answer: Promise<unknown>, callerArn: string, arn: string, action = 'AssumeRole') =>
  expectRefused(
    answer,
    'AccessDenied',
    `User: ${callerArn} is not authorized to perform: sts:${action} on resource: ${arn}`,
    403,
  )

export const expectInvalidInput = (answer: Promise<unknown>, message: string) =>
  expectRefused(answer, 'ValidationError', message, 400)

let names = 0
/** No other test has it. */
export const nextName = (): string => `name-${++names}`
