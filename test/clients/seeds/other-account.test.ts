import { describe, expect } from 'vitest'
import { notAuthorized } from '../../support/denial-sentence.ts'
import { canRunDocker, startDockerEngine } from '../../support/docker-engine.ts'
import { ACCOUNT, REGION } from '../../support/ecrd.ts'
import { runEcrd } from '../../support/ecrd-command.ts'
import { answerOf, newUser, readerIn, writeApplication } from '../../support/reader.ts'
import { twoReaders } from './repository-policies.ts'

const owner = '444455556666'
const fullAccess = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryFullAccess'

const test = readerIn(REGION)
  .extend('engine', { scope: 'file' }, async ({ server }, { onCleanup }) => {
    const engine = await startDockerEngine([server.hostOf(owner, REGION)])
    onCleanup(engine.stop)
    return engine
  })
  .extend('ownersRegistry', ({ server }) => `${server.hostOf(owner, REGION)}:${server.port}`)

describe.runIf(canRunDocker)('chapter 5.2: allow other account', () => {
  test('two users of another account can only pull, as the policy says, and a third can do everything', async ({
    shell,
    server,
    ownersRegistry,
  }) => {
    const { stdout: profile } = await runEcrd(['account', 'create', owner, '--data', server.folder])
    await shell.run('cat >> $AWS_SHARED_CREDENTIALS_FILE', profile)
    // Their own account lets all of them do everything: it is for the repository to choose.
    const prefixes = new Map<string, string>()
    for (const user of ['admin-user', 'pull-user-1', 'pull-user-2', 'somebody-else']) {
      prefixes.set(user, await newUser(shell, user))
      await shell.run(`aws iam attach-user-policy --user-name ${user} --policy-arn ${fullAccess}`)
    }
    const as = (user: string): string => prefixes.get(user) ?? ''
    const ofOwner = `aws --profile ${owner} ecr`
    await shell.run(`${ofOwner} create-repository --repository-name my-repo`)
    const set = `${ofOwner} set-repository-policy --repository-name my-repo --policy-text`
    await shell.run(`${set} '${JSON.stringify(twoReaders)}'`)

    const image = `${ownersRegistry}/my-repo:1`
    const logIn = (user: string) =>
      shell.run(`${as(user)} $(aws ecr get-login --registry-ids ${owner} --no-include-email)`)
    await shell.run(`docker build -t ${image} .`)
    await logIn('admin-user')
    await shell.run(`docker push ${image}`)

    const denied = (user: string, action: string): string => {
      const resource = `arn:aws:ecr:${REGION}:${owner}:repository/my-repo`
      return notAuthorized({ arn: `arn:aws:iam::${ACCOUNT}:user/${user}`, action, resource, lacking: 'resource-based' })
    }
    for (const user of ['pull-user-1', 'pull-user-2']) {
      await logIn(user)
      await shell.run(`docker system prune --all --force && docker pull ${image}`)
      await writeApplication(shell, `changed by ${user}`)
      await shell.run(`docker build -t ${image} .`)
      const push = await shell.attempt(`docker push ${image}`)
      expect(push.stderr).toBe(`denied: ${denied(user, 'ecr:InitiateLayerUpload')}\n`)
    }
    await logIn('somebody-else')
    const pull = await shell.attempt(`docker pull ${image}`)
    expect(pull.stderr).toContain(`denied: ${denied('somebody-else', 'ecr:BatchGetImage')}\n`)

    const byApi = `ecr batch-get-image --registry-id ${owner} --repository-name my-repo --image-ids imageTag=1`
    expect(await answerOf(shell, `${as('pull-user-1')} aws ${byApi}`)).toMatchObject({
      images: [{ registryId: owner }],
      failures: [],
    })
    const refused = await shell.attempt(`${as('somebody-else')} aws ${byApi}`)
    expect(refused.stderr).toContain(denied('somebody-else', 'ecr:BatchGetImage'))
  })
})
