import { describe, expect } from 'vitest'
import { canRunDocker } from '../../support/docker-engine.ts'
import { notAuthorized } from '../../support/denial-sentence.ts'
import { ACCOUNT, startEcrd } from '../../support/ecrd.ts'
import { startForwardingProxy } from '../../support/forwarding-proxy.ts'
import { answerOf, newUser, readerIn } from '../../support/reader.ts'
import { oneNetwork } from './repository-policies.ts'

const fullAccess = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryFullAccess'
const arnOf = (user: string): string => `arn:aws:iam::${ACCOUNT}:user/${user}`
const repositoryArn = (name: string): string => `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/${name}`

const set = (name: string, policy: object): string =>
  `aws ecr set-repository-policy --repository-name ${name} --policy-text '${JSON.stringify(policy)}'`

/** Somebody who may log in, and nothing else: what he may do beyond is for repositories to say. */
const login = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' }],
})
const test = readerIn('us-east-1')
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startEcrd(['--trusted-proxies', '127.0.0.1'])
    onCleanup(server.stop)
    return server
  })
  .extend('proxy', async ({ server }, { onCleanup }) => {
    const proxy = await startForwardingProxy(server, '54.240.143.7')
    onCleanup(proxy.stop)
    return proxy
  })

describe.runIf(canRunDocker)('chapter 5.2: policies of repositories', () => {
  test('a policy allows a network except for one address, as a trusted proxy reports it', async ({ shell, proxy }) => {
    await shell.run('aws ecr create-repository --repository-name my-repo')
    const visitor = await newUser(shell, 'visitor')
    const put = 'aws iam put-user-policy --user-name visitor --policy-name login'
    await shell.run(`${put} --policy-document '${login}'`)
    const answer = (await answerOf(shell, set('my-repo', oneNetwork))) as { readonly policyText: string }
    expect(JSON.parse(answer.policyText)).toEqual(oneNetwork)
    expect(await answerOf(shell, 'aws ecr get-repository-policy --repository-name my-repo')).toEqual(answer)

    const registry = `localhost:${proxy.port}`
    const image = `${registry}/my-repo:1`
    await shell.run(`docker build -t ${image} .`)
    const getPassword = `${visitor} aws ecr get-login-password`
    await shell.run(`${getPassword} | docker login --username AWS --password-stdin ${registry}`)
    await shell.run(`docker push ${image}`)
    const describe = `${visitor} aws --endpoint-url http://${registry} ecr describe-images --repository-name my-repo`
    expect(await answerOf(shell, describe)).toMatchObject({ imageDetails: [{ imageTags: ['1'] }] })

    await shell.run('docker system prune --all --force')
    const denied = {
      arn: arnOf('visitor'),
      resource: repositoryArn('my-repo'),
      lacking: 'identity-based',
    } as const
    for (const address of ['54.240.143.188', '54.240.144.7']) {
      proxy.clientAddress = address
      expect((await shell.attempt(`docker pull ${image}`)).stderr).toContain(
        `denied: ${notAuthorized({ ...denied, action: 'ecr:BatchGetImage' })}\n`,
      )
      expect((await shell.attempt(describe)).stderr).toContain(
        notAuthorized({ ...denied, action: 'ecr:DescribeImages' }),
      )
    }
    proxy.clientAddress = '54.240.143.189'
    await shell.run(`docker pull ${image}`)
    await shell.run('aws ecr delete-repository-policy --repository-name my-repo')
    expect((await shell.attempt(`docker pull ${image}`)).stderr).toContain('is not authorized to perform')
  })

  test('an explicit deny beats every policy of the user', async ({ shell, registry }) => {
    await shell.run('aws ecr create-repository --repository-name frozen')
    const operator = await newUser(shell, 'operator')
    await shell.run(`aws iam attach-user-policy --user-name operator --policy-arn ${fullAccess}`)
    const image = `${registry}/frozen:1`
    await shell.run(`docker build -t ${image} .`)
    await shell.run(`${operator} $(aws ecr get-login --no-include-email)`)
    await shell.run(`docker push ${image}`)
    const frozen = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Principal: { AWS: arnOf('operator') }, Action: 'ecr:PutImage' }],
    }
    await shell.run(set('frozen', frozen))
    await shell.run(`docker tag ${image} ${registry}/frozen:2`)
    const denied = { arn: arnOf('operator'), resource: repositoryArn('frozen'), action: 'ecr:PutImage' }
    expect((await shell.attempt(`docker push ${registry}/frozen:2`)).stderr).toBe(`denied: ${notAuthorized(denied)}\n`)
    await shell.run(`docker system prune --all --force && docker pull ${image}`)
  })
})
