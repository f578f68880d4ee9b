import { describe, expect } from 'vitest'
import { canRunDocker } from '../../support/docker-engine.ts'
import { notAuthorized } from '../../support/denial-sentence.ts'
import { ACCOUNT, REGION } from '../../support/ecrd.ts'
import { answerOf, newUser, readerIn, writeApplication } from '../../support/reader.ts'

const roleArn = `arn:aws:iam::${ACCOUNT}:role/ci`
const sessionArn = `arn:aws:sts::${ACCOUNT}:assumed-role/ci/build`
const repositoryArn = `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/built`

const statement = (Action: string | readonly string[], Resource = '*'): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] })

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' }],
})

/** Commands that make a session, and log docker in with it. */
const assumeAndLogIn = (user: string, options = ''): string => `${user}
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN < <(
    aws sts assume-role --role-arn ${roleArn} --role-session-name build ${options} \\
      --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
  aws sts get-caller-identity --query Arn --output text
  $(aws ecr get-login --no-include-email)`

describe.runIf(canRunDocker)('docker with the session of a role', () => {
  const test = readerIn(REGION)

  test('may do what the role may, within the limits of the session’s policy', async ({ shell, registry }) => {
    await shell.run('aws ecr create-repository --repository-name built')
    await shell.run(`aws iam create-role --role-name ci --assume-role-policy-document '${trust}'`)
    const powerUser = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPowerUser'
    await shell.run(`aws iam attach-role-policy --role-name ci --policy-arn ${powerUser}`)
    const builder = await newUser(shell, 'builder')
    const early = await shell.attempt(assumeAndLogIn(builder))
    expect(early.stderr).toContain(
      `User: arn:aws:iam::${ACCOUNT}:user/builder is not authorized to perform: sts:AssumeRole on resource: ${roleArn}\n`,
    )
    const put = 'aws iam put-user-policy --user-name builder --policy-name assume'
    await shell.run(`${put} --policy-document '${statement('sts:AssumeRole', roleArn)}'`)

    const image = `${registry}/built:1`
    await shell.run(`docker build -t ${image} .`)
    expect(await shell.run(assumeAndLogIn(builder))).toBe(`${sessionArn}\nLogin Succeeded\n`)
    await shell.run(`docker push ${image}`)
    expect(await answerOf(shell, 'aws ecr describe-images --repository-name built')).toMatchObject({
      imageDetails: [{ imageTags: ['1'] }],
    })

    const readOnly = statement(['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'])
    await shell.run(assumeAndLogIn(builder, `--policy '${readOnly}'`))
    await shell.run(`docker system prune --all --force && docker pull ${image}`)
    await writeApplication(shell, 'changed by a session')
    await shell.run(`docker build -t ${image} .`)
    const denied = { arn: sessionArn, resource: repositoryArn, action: 'ecr:InitiateLayerUpload' }
    expect((await shell.attempt(`docker push ${image}`)).stderr).toBe(
      `denied: ${notAuthorized({ ...denied, lacking: 'session' })}\n`,
    )
  })

  test('gets the role from a profile of aws that names it', async ({ shell }) => {
    const assumer = await newUser(shell, 'assumer')
    const configure = 'aws configure set --profile assumer'
    await shell.run(`${assumer} ${configure} aws_access_key_id $AWS_ACCESS_KEY_ID
      ${configure} aws_secret_access_key $AWS_SECRET_ACCESS_KEY`)
    const put = 'aws iam put-user-policy --user-name assumer --policy-name assume'
    await shell.run(`${put} --policy-document '${statement('sts:AssumeRole', roleArn)}'`)
    await shell.run(`aws configure set profile.ci.role_arn ${roleArn}`)
    await shell.run('aws configure set profile.ci.source_profile assumer')
    const identity = 'aws --profile ci sts get-caller-identity --query Arn --output text'
    expect(await shell.run(identity)).toMatch(`arn:aws:sts::${ACCOUNT}:assumed-role/ci/botocore-session-`)
    expect(await shell.run('$(aws --profile ci ecr get-login --no-include-email)')).toBe('Login Succeeded\n')
  })
})
