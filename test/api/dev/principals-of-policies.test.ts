import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../support/test-server.ts'
import { expectInvalid } from '../ecr-test.ts'
import { arnOf, trusting } from '../iam/iam-test.ts'
import { putRegistryPolicy, registryPolicy, repositoryPolicy, setPolicy } from '../policies/policy-test.ts'

const unused = '444455556666'

let server: TestServer
let iam: IAMClient
beforeAll(async () => {
  server = await startTestServer({ dev: true })
  const { url: endpoint, region, credentials } = server
  iam = new IAMClient({ endpoint, region, credentials, maxAttempts: 1 })
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
})
afterAll(() => server.stop())

describe('with --dev', () => {
  test.each([unused, arnOf('root', unused), `arn:aws:sts::${unused}:assumed-role/ci/build`])(
    '%s is accepted as a principal, although its account was never used',
    async (AWS) => {
      await server.ecr.send(setPolicy('app', repositoryPolicy({ Action: 'ecr:*', Principal: { AWS } }), true))
      await server.ecr.send(putRegistryPolicy(registryPolicy({ Action: 'ecr:*', Principal: { AWS } })))
      const RoleName = `role-${++roles}`
      const AssumeRolePolicyDocument = trusting({ AWS })
      const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
      expect(Role?.RoleName).toBe(RoleName)
    },
  )
  let roles = 0

  test('a user or role of an unused account is refused as unknown', async () => {
    for (const AWS of [arnOf('user/ada', unused), arnOf('role/ci', unused)]) {
      const answer = server.ecr.send(setPolicy('app', repositoryPolicy({ Action: 'ecr:*', Principal: { AWS } })))
      await expectInvalid(answer, 'PolicyText', 'Principal not found')
    }
  })
})
