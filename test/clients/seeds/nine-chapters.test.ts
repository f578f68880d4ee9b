import { describe, expect } from 'vitest'
import { canRunDocker } from '../../support/docker-engine.ts'
import { ACCOUNT } from '../../support/ecrd.ts'
import { answerOf, newUser, readerIn, writeApplication } from '../../support/reader.ts'
import { developers, lifecyclePolicy, oneNetwork, twoReaders } from './repository-policies.ts'

describe.runIf(canRunDocker)('Amazon Elastic Container Registry, in nine chapters', () => {
  const test = readerIn('us-east-1')
  const testInOhio = readerIn('us-east-2')
  const testInFrankfurt = readerIn('eu-central-1')

  test('chapter 3 pushes a first image', async ({ shell, registry }) => {
    await shell.run('docker build -t hello-world .')
    expect(await shell.run('docker images --filter reference=hello-world')).toMatch(/^hello-world +latest +/m)
    expect(await shell.run('docker run --network none hello-world')).toBe('Hello World!\n')

    const create = 'aws ecr create-repository --repository-name hello-repository --region us-east-1'
    expect(await answerOf(shell, create)).toMatchObject({
      repository: {
        registryId: ACCOUNT,
        repositoryName: 'hello-repository',
        repositoryArn: `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/hello-repository`,
        repositoryUri: `${registry}/hello-repository`,
      },
    })
    await shell.run(`docker tag hello-world ${registry}/hello-repository`)
    await shell.run('$(aws ecr get-login --no-include-email --region us-east-1)')
    await shell.run(`docker push ${registry}/hello-repository`)
    await shell.run('aws ecr delete-repository --repository-name hello-repository --region us-east-1 --force')
    const gone = await shell.attempt('aws ecr list-images --repository-name hello-repository')
    expect(gone.stderr).toContain('RepositoryNotFoundException')
  })

  test('chapter 4.1 logs in with the printed command, and with a typed password', async ({ shell, registry }) => {
    const printed = await shell.run('aws ecr get-login --region us-east-1 --no-include-email')
    const [, password = ''] = /^docker login -u AWS -p (\S+) http:\/\/(\S+)\n$/.exec(printed) ?? []
    expect(printed).toBe(`docker login -u AWS -p ${password} http://${registry}\n`)
    expect(await shell.run(printed)).toBe('Login Succeeded\n')
    expect(await shell.run(`docker login -u AWS --password-stdin http://${registry}`, password)).toBe(
      'Login Succeeded\n',
    )
    const byId = await shell.run(`aws ecr get-login --registry-ids ${ACCOUNT} --no-include-email`)
    expect(await shell.run(byId)).toBe('Login Succeeded\n')
  })

  test('chapter 4.2 lists tags through the HTTP API', async ({ shell, registry }) => {
    await shell.run('aws ecr create-repository --repository-name amazonlinux')
    await shell.run('$(aws ecr get-login --no-include-email)')
    for (const tag of ['latest', '2017.09']) {
      await shell.run(`docker build -t ${registry}/amazonlinux:${tag} . && docker push ${registry}/amazonlinux:${tag}`)
    }
    const answer = await shell.run(`
      TOKEN=$(aws ecr get-authorization-token --output text --query 'authorizationData[].authorizationToken')
      curl -i -H "Authorization: Basic $TOKEN" http://${registry}/v2/amazonlinux/tags/list`)
    const [head = '', body] = answer.split('\r\n\r\n')
    const [status, ...headers] = head.toLowerCase().split('\r\n')
    expect(status).toBe('http/1.1 200 ok')
    expect(headers).toEqual(
      expect.arrayContaining([
        'content-type: text/plain; charset=utf-8',
        'docker-distribution-api-version: registry/2.0',
        'content-length: 50',
        'connection: keep-alive',
      ]),
    )
    expect(body).toBe('{"name":"amazonlinux","tags":["2017.09","latest"]}')
  })

  test('chapter 5.2 sets policies of a repository, which decide who may pull', async ({ shell }) => {
    await shell.run('aws ecr create-repository --repository-name my-repo')
    const set = 'aws ecr set-repository-policy --repository-name my-repo --policy-text'
    // The users that it names have to be there.
    const early = await shell.attempt(`${set} '${JSON.stringify(twoReaders)}'`)
    expect(early.stderr).toContain('Principal not found')
    const reader = await newUser(shell, 'pull-user-1')
    await newUser(shell, 'pull-user-2')
    const administrator = await newUser(shell, 'admin-user')
    const list = 'aws ecr list-images --repository-name my-repo'
    expect((await shell.attempt(`${administrator} ${list}`)).stderr).toContain('AccessDeniedException')
    await shell.run(`${set} '${JSON.stringify(twoReaders)}'`)
    expect(await answerOf(shell, `${administrator} ${list}`)).toEqual({ imageIds: [] })
    expect((await shell.attempt(`${reader} ${list}`)).stderr).toContain('AccessDeniedException')
    const get = 'aws ecr batch-get-image --repository-name my-repo --image-ids imageTag=latest'
    expect(await answerOf(shell, `${reader} ${get}`)).toMatchObject({ failures: [{ failureCode: 'ImageNotFound' }] })

    const answer = (await answerOf(shell, `${set} '${JSON.stringify(oneNetwork)}'`)) as { policyText: string }
    expect(JSON.parse(answer.policyText)).toEqual(oneNetwork)
    expect(await answerOf(shell, 'aws ecr get-repository-policy --repository-name my-repo')).toEqual(answer)
    await shell.run('aws ecr delete-repository-policy --repository-name my-repo')
  })

  test('chapter 5.3 tags a repository', async ({ shell }) => {
    const create = 'aws ecr create-repository --repository-name test-repo --tags Key=team,Value=devs'
    expect(await answerOf(shell, create)).toMatchObject({ repository: { repositoryName: 'test-repo' } })
    const resource = `--resource-arn arn:aws:ecr:us-east-1:${ACCOUNT}:repository/test-repo`
    // The document writes the second and third in lower case, which the CLI itself refuses.
    const printed = 'Key=key1,Value=value1 key=key2,value=value2 key=key3,value=value3'
    const refused = await shell.attempt(`aws ecr tag-resource ${resource} --tags ${printed}`)
    expect(refused.stderr).toContain('Unknown parameter in tags[1]: "key", must be one of: Key, Value')
    await shell.run(
      `aws ecr tag-resource ${resource} --tags Key=key1,Value=value1 Key=key2,Value=value2 Key=key3,Value=value3`,
    )
    await shell.run(`aws ecr untag-resource ${resource} --tag-keys key2`)
    const toPairs = `--query 'sort(tags[].join(\`=\`, [Key, Value]))'`
    expect(await answerOf(shell, `aws ecr list-tags-for-resource ${resource} ${toPairs}`)).toEqual([
      'key1=value1',
      'key3=value3',
      'team=devs',
    ])
  })

  test('chapters 6.1 and 6.2 tag an image by its id, push it and delete it', async ({ shell, registry }) => {
    await shell.run('aws ecr create-repository --repository-name my-web-app')
    await shell.run('$(aws ecr get-login --no-include-email)')
    const id = (await shell.run('docker build --quiet -t built-locally .')).trim().replace('sha256:', '').slice(0, 12)
    expect(await shell.run('docker images')).toContain(id)
    await shell.run(`docker tag ${id} ${registry}/my-web-app`)
    await shell.run(`docker push ${registry}/my-web-app`)
    await shell.run(`docker tag ${id} ${registry}/my-web-app:again && docker push ${registry}/my-web-app:again`)

    const list = 'aws ecr list-images --repository-name my-web-app'
    const imageDigest = await shell.run(`${list} --query 'imageIds[0].imageDigest' --output text`)
    const digest = imageDigest.trim()
    const byTag = 'aws ecr batch-delete-image --repository-name my-web-app --image-ids imageTag=latest'
    expect(await answerOf(shell, byTag)).toEqual({
      imageIds: [{ imageDigest: digest, imageTag: 'latest' }],
      failures: [],
    })
    expect(await answerOf(shell, list)).toEqual({ imageIds: [{ imageDigest: digest, imageTag: 'again' }] })
    await shell.run(`aws ecr batch-delete-image --repository-name my-web-app --image-ids imageDigest=${digest}`)
    expect(await answerOf(shell, list)).toEqual({ imageIds: [] })
  })

  test('chapter 6.3 gives an image a second tag', async ({ shell, registry }) => {
    await shell.run('aws ecr create-repository --repository-name retagged')
    await shell.run('$(aws ecr get-login --no-include-email)')
    await shell.run(`docker build -t ${registry}/retagged . && docker push ${registry}/retagged`)
    await shell.run(`
      MANIFEST=$(aws ecr batch-get-image --repository-name retagged --image-ids imageTag=latest --query 'images[].imageManifest' --output text)
      aws ecr put-image --repository-name retagged --image-tag 2017.03 --image-manifest "$MANIFEST"`)
    expect(await answerOf(shell, 'aws ecr describe-images --repository-name retagged')).toMatchObject({
      imageDetails: [{ registryId: ACCOUNT, repositoryName: 'retagged', imageTags: ['latest', '2017.03'] }],
    })
  })

  testInOhio('chapter 6.4 makes tags that can’t be moved', async ({ shell, registry }) => {
    await shell.run(
      'aws ecr create-repository --repository-name name --image-tag-mutability IMMUTABLE --region us-east-2',
    )
    await shell.run('$(aws ecr get-login --no-include-email --region us-east-2)')
    await shell.run(`docker build -t ${registry}/name . && docker push ${registry}/name`)
    await writeApplication(shell, 'something else')
    await shell.run(`docker build -t ${registry}/name .`)
    const refused = await shell.attempt(`docker push ${registry}/name`)
    expect(refused.stderr).toBe(
      "tag invalid: The image tag 'latest' already exists in the 'name' repository and cannot be overwritten because the tag is immutable.\n",
    )

    await shell.run('aws ecr create-repository --repository-name changed --region us-east-2')
    const put = 'aws ecr put-image-tag-mutability --repository-name changed --image-tag-mutability IMMUTABLE'
    expect(await answerOf(shell, `${put} --region us-east-2`)).toEqual({
      registryId: ACCOUNT,
      repositoryName: 'changed',
      imageTagMutability: 'IMMUTABLE',
    })
  })

  testInOhio('chapter 6.5 creates a repository with scanning on push', async ({ shell }) => {
    const settings = '--image-scanning-configuration scanOnPush=true --region us-east-2'
    const create = `aws ecr create-repository --repository-name scanned ${settings}`
    expect(await answerOf(shell, create)).toMatchObject({
      repository: { imageScanningConfiguration: { scanOnPush: true } },
    })
  })

  test('chapter 7 builds, pushes, pulls and deletes an image', async ({ shell, registry }) => {
    await shell.run('$(aws ecr get-login --region us-east-1 --no-include-email)')
    await shell.run('docker build -t ubuntu:trusty .')
    await shell.run('aws ecr create-repository --repository-name ubuntu')
    expect(await shell.run('docker images')).toMatch(/^ubuntu +trusty +/m)
    await shell.run(`docker tag ubuntu:trusty ${registry}/ubuntu:trusty`)
    const pushed = await shell.run(`docker push ${registry}/ubuntu:trusty`)
    const digest = /^trusty: digest: (\S+) size: \d+$/m.exec(pushed)?.[1] ?? ''
    await shell.run('docker system prune --all --force')
    const pulled = await shell.run(`docker pull ${registry}/ubuntu:trusty`)
    expect(pulled).toContain('trusty: Pulling from ubuntu\n')
    expect(pulled).toContain(`Digest: ${digest}\nStatus: Downloaded newer image for ${registry}/ubuntu:trusty\n`)
    const deleteImage = 'aws ecr batch-delete-image --repository-name ubuntu --image-ids imageTag=trusty'
    expect(await answerOf(shell, deleteImage)).toEqual({
      failures: [],
      imageIds: [{ imageTag: 'trusty', imageDigest: digest }],
    })
    expect(await answerOf(shell, 'aws ecr delete-repository --repository-name ubuntu --force')).toMatchObject({
      repository: { repositoryUri: `${registry}/ubuntu` },
    })
  })

  testInFrankfurt('chapter 8 lets a team push after its group gets a policy', async ({ shell, registry }) => {
    expect(await answerOf(shell, 'aws ecr create-repository --repository-name randserver')).toMatchObject({
      repository: {
        repositoryArn: `arn:aws:ecr:eu-central-1:${ACCOUNT}:repository/randserver`,
        registryId: ACCOUNT,
        repositoryName: 'randserver',
        repositoryUri: `${registry}/randserver`,
      },
    })
    const putPolicy = `aws ecr put-lifecycle-policy --registry-id ${ACCOUNT} --repository-name randserver --lifecycle-policy-text`
    const lifecyclePolicyText = JSON.stringify(lifecyclePolicy)
    // The document has a brace too many.
    const asPrinted = await shell.attempt(`${putPolicy} '${lifecyclePolicyText.replace(/]}$/, '}]}')}'`)
    expect(asPrinted.stderr).toContain('Could not map policyString into LifecyclePolicy.')
    expect(await answerOf(shell, `${putPolicy} '${lifecyclePolicyText}'`)).toEqual({
      registryId: ACCOUNT,
      repositoryName: 'randserver',
      lifecyclePolicyText,
    })

    await shell.run(`$(aws ecr get-login --registry-ids ${ACCOUNT} --no-include-email)`)
    await shell.run(`docker build -t ${registry}/randserver:0.0.1 .`)
    await shell.run(`docker push ${registry}/randserver:0.0.1`)
    await shell.run(`docker system prune --all --force && docker pull ${registry}/randserver:0.0.1`)

    const amar = await newUser(shell, 'amar')
    const readOnly = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'
    await shell.run(`aws iam attach-user-policy --policy-arn ${readOnly} --user-name amar`)
    expect(await answerOf(shell, 'aws iam create-group --group-name randserver-developers')).toMatchObject({
      Group: { Path: '/', Arn: `arn:aws:iam::${ACCOUNT}:group/randserver-developers` },
    })
    await shell.run('aws iam add-user-to-group --group-name randserver-developers --user-name amar')
    const name = 'EcrPushPullRandserverDevelopers'
    const policyArn = `arn:aws:iam::${ACCOUNT}:policy/${name}`
    const create = `aws iam create-policy --policy-name ${name} --policy-document '${JSON.stringify(developers)}'`
    expect(await answerOf(shell, create)).toMatchObject({
      Policy: { PolicyName: name, Arn: policyArn, DefaultVersionId: 'v1', AttachmentCount: 0, IsAttachable: true },
    })
    await shell.run(`${amar} $(aws ecr get-login --registry-ids ${ACCOUNT} --no-include-email)`)
    const push = `docker tag ${registry}/randserver:0.0.1 ${registry}/randserver:0.0.2 && docker push ${registry}/randserver:0.0.2`
    expect((await shell.attempt(push)).stderr).toContain('denied: User: ')
    await shell.run(`aws iam attach-group-policy --group-name randserver-developers --policy-arn ${policyArn}`)
    await shell.run(push)
  })
})
