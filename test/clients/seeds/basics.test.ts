import { describe, expect } from 'vitest'
import { canRunDocker } from '../../support/docker-engine.ts'
import { ACCOUNT } from '../../support/ecrd.ts'
import { answerOf, readerIn } from '../../support/reader.ts'

describe.runIf(canRunDocker)('AWS ECR: basics', () => {
  const test = readerIn('ca-central-1')

  test('an operator configures the CLI, logs in, creates a repository and pushes', async ({
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

  test('a script creates a repository only if there is none', async ({ shell }) => {
    const script = `repo_name=scripted
      aws ecr describe-repositories --repository-names $repo_name \\
        || aws ecr create-repository --repository-name $repo_name`
    expect(await answerOf(shell, script)).toMatchObject({ repository: { repositoryName: 'scripted' } })
    expect(await answerOf(shell, script)).toMatchObject({ repositories: [{ repositoryName: 'scripted' }] })
  })
})
