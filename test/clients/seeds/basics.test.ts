import { describe, expect } from 'vitest'
import { canRunDocker } from '../../support/docker-engine.ts'
import { ACCOUNT } from '../../support/ecrd.ts'
import { answerOf, newUser, readerIn, writeApplication } from '../../support/reader.ts'

describe.runIf(canRunDocker)('AWS ECR: basics', () => {
  const test = readerIn('ca-central-1')

  test('its operator configures the CLI, logs in, creates a repository and pushes', async ({
    shell,
    server,
    registry,
  }) => {
    const { accessKeyId, secretAccessKey } = server.credentials
    await shell.run('aws configure', `${accessKeyId}\n${secretAccessKey}\nca-central-1\n\n`)
    await shell.run('$(aws ecr get-login --no-include-email --region ca-central-1)')

    await shell.run(`docker build -t ${registry}/kolla/ubuntu-source-base:tag .`)
    const early = await shell.attempt(`docker push ${registry}/kolla/ubuntu-source-base:tag`)
    expect(early.stderr).toBe(
      `name unknown: The repository with name 'kolla/ubuntu-source-base' does not exist in the registry with id '${ACCOUNT}'\n`,
    )
    await shell.run('aws ecr create-repository --repository-name kolla/ubuntu-source-base')
    await shell.run(`docker push ${registry}/kolla/ubuntu-source-base:tag`)
  })

  test('its script creates a repository only if there is none', async ({ shell }) => {
    const script = `repo_name=scripted
      aws ecr describe-repositories --repository-names $repo_name \\
        || aws ecr create-repository --repository-name $repo_name`
    expect(await answerOf(shell, script)).toMatchObject({ repository: { repositoryName: 'scripted' } })
    expect(await answerOf(shell, script)).toMatchObject({ repositories: [{ repositoryName: 'scripted' }] })
  })

  // What the document does in the IAM console, by the commands that do the same.
  test('its groups let one user push, and another only pull', async ({ shell, registry }) => {
    for (const [group, policy] of [
      ['ecr-write', 'AmazonEC2ContainerRegistryPowerUser'],
      ['ecr-read', 'AmazonEC2ContainerRegistryReadOnly'],
      ['ecr-admin', 'AmazonEC2ContainerRegistryFullAccess'],
    ] as const) {
      await shell.run(`aws iam create-group --group-name ${group}`)
      await shell.run(
        `aws iam attach-group-policy --group-name ${group} --policy-arn arn:aws:iam::aws:policy/${policy}`,
      )
    }
    const as = {
      writer: await newUser(shell, 'ecr-writer', 'ecr-write'),
      reader: await newUser(shell, 'ecr-reader', 'ecr-read'),
      admin: await newUser(shell, 'ecr-administrator', 'ecr-admin'),
    }
    const logIn = '$(aws ecr get-login --no-include-email --region ca-central-1)'
    const image = `${registry}/kolla/shared:tag`
    const create = 'aws ecr create-repository --repository-name kolla/shared'
    const early = await shell.attempt(`${as.writer} ${create}`)
    expect(early.stderr).toContain(
      `User: arn:aws:iam::${ACCOUNT}:user/ecr-writer is not authorized to perform: ecr:CreateRepository on resource: arn:aws:ecr:ca-central-1:${ACCOUNT}:repository/kolla/shared because no identity-based policy allows the ecr:CreateRepository action`,
    )
    await shell.run(`${as.admin} ${create}`)
    await shell.run(`${as.writer} ${logIn}`)
    await shell.run(`docker build -t ${image} . && docker push ${image}`)
    await shell.run(`${as.reader} ${logIn}`)
    await shell.run(`docker system prune --all --force && docker pull ${image}`)
    await writeApplication(shell, 'another greeting')
    const { stderr } = await shell.attempt(`docker build -t ${image} . && docker push ${image}`)
    expect(stderr).toContain(
      `denied: User: arn:aws:iam::${ACCOUNT}:user/ecr-reader is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:ca-central-1:${ACCOUNT}:repository/kolla/shared because no identity-based policy allows the ecr:InitiateLayerUpload action`,
    )
  })
})
