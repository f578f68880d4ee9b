import { describe, expect } from 'vitest'
import { canRunDocker } from '../../support/docker-engine.ts'
import { ACCOUNT } from '../../support/ecrd.ts'
import { notAuthorized } from '../../support/denial-sentence.ts'
import { answerOf, newUser, readerIn } from '../../support/reader.ts'

describe.runIf(canRunDocker)('Working with ECR: covering basics', () => {
  const test = readerIn('ap-south-1')

  test('its commands create a repository, log in, push, list, pull and delete', async ({ shell, registry }) => {
    const repository = '--repository-name mgoyal-demo-dev'
    const image = `${registry}/mgoyal-demo-dev:amazonlinux`
    await shell.run(`aws ecr create-repository ${repository}`)
    const login = `docker login --username AWS --password-stdin ${registry}`
    expect(await shell.run(`aws ecr get-login-password --region ap-south-1 | ${login}`)).toBe('Login Succeeded\n')
    await shell.run('docker build -t amazon:linux2 .')
    await shell.run(`docker tag amazon:linux2 ${image}`)
    await shell.run(`docker push ${image}`)
    expect(await answerOf(shell, `aws ecr list-images ${repository}`)).toMatchObject({
      imageIds: [{ imageTag: 'amazonlinux' }],
    })
    await shell.run(`docker system prune --all --force && docker pull ${image}`)
    const deleteImage = `aws ecr batch-delete-image ${repository} --image-ids imageTag=amazonlinux`
    expect(await answerOf(shell, deleteImage)).toMatchObject({
      imageIds: [{ imageTag: 'amazonlinux' }],
      failures: [],
    })
    await shell.run(`aws ecr delete-repository ${repository} --force`)
  })

  test('its repositories have the project in their names', async ({ shell }) => {
    for (const name of ['mycompany/myproj/image-one', 'mycompany/myproj/image-two']) {
      expect(await answerOf(shell, `aws ecr create-repository --repository-name ${name}`)).toMatchObject({
        repository: { repositoryArn: `arn:aws:ecr:ap-south-1:${ACCOUNT}:repository/${name}` },
      })
    }
  })

  test('its steps configure a user of their own in the place of root', async ({ shell }) => {
    await shell.run('aws iam create-user --user-name ecr-user')
    const { AccessKey } = (await answerOf(shell, 'aws iam create-access-key --user-name ecr-user')) as {
      AccessKey: { AccessKeyId: string; SecretAccessKey: string }
    }
    await shell.run('aws configure', `${AccessKey.AccessKeyId}\n${AccessKey.SecretAccessKey}\nap-south-1\n\n`)
    expect(await answerOf(shell, 'aws sts get-caller-identity')).toMatchObject({
      Arn: `arn:aws:iam::${ACCOUNT}:user/ecr-user`,
    })
  })
  test('its group’s policy opens the repositories of one project, and no other with a similar name', async ({
    shell,
    registry,
  }) => {
    const resource = (name: string): string => `arn:aws:ecr:ap-south-1:${ACCOUNT}:repository/${name}`
    const policy = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'ecr:*', Resource: resource('mycompany/myproj/*') },
        { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      ],
    }
    await shell.run('aws iam create-group --group-name myproj')
    const put = 'aws iam put-group-policy --group-name myproj --policy-name myproj'
    await shell.run(`${put} --policy-document '${JSON.stringify(policy)}'`)
    const member = await newUser(shell, 'member', 'myproj')

    const create = `${member} aws ecr create-repository --repository-name`
    await shell.run(`${create} mycompany/myproj/image-three`)
    const other = await shell.attempt(`${create} mycompany/myproject`)
    const denied = {
      arn: `arn:aws:iam::${ACCOUNT}:user/member`,
      resource: resource('mycompany/myproject'),
      lacking: 'identity-based',
    } as const
    expect(other.stderr).toContain(notAuthorized({ ...denied, action: 'ecr:CreateRepository' }))

    await shell.run(`${member} $(aws ecr get-login --no-include-email)`)
    for (const name of ['mycompany/myproj/image-three', 'mycompany/myproject']) {
      await shell.run(`docker build -t ${registry}/${name} .`)
    }
    await shell.run(`docker push ${registry}/mycompany/myproj/image-three`)
    // Whether it is there is nothing that he is told.
    const push = await shell.attempt(`docker push ${registry}/mycompany/myproject`)
    expect(push.stderr).toBe(`denied: ${notAuthorized({ ...denied, action: 'ecr:InitiateLayerUpload' })}\n`)
  })
})
