import { describe, expect } from 'vitest'
import { canRunDocker } from '../../support/docker-engine.ts'
import { readerIn, writeApplication } from '../../support/reader.ts'

describe.runIf(canRunDocker)('AWS ECR, of 2022', () => {
  const test = readerIn('us-east-1')

  test('its commands build, log in with a password from standard input, push, and make tags immutable', async ({
    shell,
    registry,
  }) => {
    const REPOSITORY = 'your_repo'
    await shell.run(`aws ecr create-repository --repository-name ${REPOSITORY}`)
    await shell.run('docker build -t example/your_image .')
    await shell.run(`docker tag example/your_image ${registry}/${REPOSITORY}:latest`)
    const login = `docker login --username AWS --password-stdin ${registry}`
    expect(await shell.run(`aws ecr get-login-password --region us-east-1 | ${login}`)).toBe('Login Succeeded\n')
    await shell.run(`docker push ${registry}/${REPOSITORY}:latest`)

    const put = `aws ecr put-image-tag-mutability --repository-name ${REPOSITORY}`
    await shell.run(`${put} --image-tag-mutability IMMUTABLE --region us-east-1`)
    await writeApplication(shell, 'changed')
    await shell.run(`docker build -t ${registry}/${REPOSITORY}:latest .`)
    const refused = await shell.attempt(`docker push ${registry}/${REPOSITORY}:latest`)
    expect(refused.stderr).toContain('cannot be overwritten because the tag is immutable.')
  })
})
