import { describe, expect } from 'vitest'
import { canRunDocker } from '../../support/docker-engine.ts'
import { REGION } from '../../support/ecrd.ts'
import { answerOf, readerIn, writeApplication } from '../../support/reader.ts'

describe.runIf(canRunDocker)('AWS ECR basic automation', () => {
  const test = readerIn('us-east-1')

  test('its steps push versions beside latest with a profile, and delete untagged images', async ({
    shell,
    server,
    registry,
  }) => {
    const { accessKeyId, secretAccessKey } = server.credentials
    await shell.run('aws configure --profile docker-manager', `${accessKeyId}\n${secretAccessKey}\n${REGION}\n\n`)
    const aws = 'aws --profile docker-manager ecr'
    await shell.run(`${aws} create-repository --repository-name automated`)
    await shell.run(`$(${aws} get-login --no-include-email)`)

    for (const version of ['1', '2']) {
      await writeApplication(shell, `version ${version}`)
      await shell.run(`docker build -t automated .`)
      for (const tag of version === '1' ? ['latest'] : ['v2', 'latest']) {
        await shell.run(`docker tag automated ${registry}/automated:${tag}`)
        await shell.run(`docker push ${registry}/automated:${tag}`)
      }
    }

    const untagged = `${aws} list-images --repository-name automated --filter tagStatus=UNTAGGED --query 'imageIds[*]'`
    expect(await answerOf(shell, untagged)).toHaveLength(1)
    const deleteUntagged = `${aws} batch-delete-image --repository-name automated --image-ids "$(${untagged})"`
    expect(await answerOf(shell, deleteUntagged)).toMatchObject({ failures: [] })
    expect(await answerOf(shell, untagged)).toEqual([])
    await shell.run(`docker system prune --all --force && docker pull ${registry}/automated`)
    expect(await shell.run(`docker run --rm --network none ${registry}/automated`)).toBe('version 2\n')
  })
})
