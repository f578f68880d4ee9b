import type { Target } from '../loads/connection.ts'
import { ask, type Outcome } from '../loads/hostile-connection.ts'
import { formSigner, requestSigner } from '../loads/sign-request.ts'
import { createUserOfManyPolicies } from '../registries/hostile-callers.ts'
import { setLargePolicy } from '../registries/limited-user.ts'
import { repository } from '../registries/registry.ts'
import { one } from './hostile-bodies.ts'
import { type HostileInput, mebibyte } from './hostile-input.ts'

const digests = Array.from({ length: 100 }, (_, index) => ({ imageDigest: `sha256:${`${index}`.padStart(64, '0')}` }))

/** Patterns that a matcher which tries everything never comes to the end of. */
const hardPattern = `${'*a'.repeat(60)}b`

const hardPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: Array.from({ length: 30 }, () => ({
    Effect: 'Allow',
    Action: 'ecr:*',
    Resource: `arn:aws:ecr:*:*:${hardPattern}`,
  })),
})
const hardResource = `arn:aws:ecr:us-east-1:012345678901:${'a'.repeat(1900)}`
const shortPolicy = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'

export const hostilePolicies: readonly HostileInput[] = [
  manyPolicies(),
  {
    title: 'simulation of 20,000 actions',
    send: ({ root }) =>
      simulate(root, [
        ...members('PolicyInputList', [shortPolicy]),
        ...members('ActionNames', repeated(20_000, 'ecr:a')),
      ]),
  },
  {
    title: 'simulation of 4,000 actions with 4,000 resources',
    send: ({ root }) =>
      simulate(root, [
        ...members('PolicyInputList', [shortPolicy]),
        ...members('ActionNames', repeated(4_000, 'ecr:a')),
        ...members('ResourceArns', repeated(4_000, 'arn:aws:s3:::a')),
      ]),
  },
  {
    title: 'simulation of 2,000 policies',
    send: ({ root }) =>
      simulate(root, [
        ...members('PolicyInputList', repeated(2_000, shortPolicy)),
        ...members('ActionNames', ['ecr:a']),
      ]),
  },
  {
    title: 'simulation of hard patterns',
    send: ({ root }) =>
      simulate(root, [
        ...members('PolicyInputList', repeated(100, hardPolicy)),
        ...members('ActionNames', repeated(10, 'ecr:a')),
        ...members('ResourceArns', [hardResource]),
      ]),
  },
  {
    title: 'policy of 1 MiB for a user, of statements',
    send: ({ root }) => createPolicy(root, `{"Version":"2012-10-17","Statement":[${'{},'.repeat(mebibyte / 12)}{}]}`),
  },
  {
    title: 'policy of 1 MiB for a user, of nested arrays',
    send: ({ root }) => createPolicy(root, '['.repeat(mebibyte / 4)),
  },
]

/** Its policies are asked anew for each digest, and for each repository. */
function manyPolicies(): HostileInput {
  let user: Target | undefined
  return {
    title: 'BatchGetImage of 100 digests by a user of 100 policies, in 50 repositories at once',
    async prepare({ root }) {
      user = await createUserOfManyPolicies(root)
      await setLargePolicy(root)
    },
    send: ({ root }) => {
      const sign = requestSigner(user ?? root)
      const requests = Array.from({ length: 50 }, (_, index) =>
        sign(
          'BatchGetImage',
          JSON.stringify({ repositoryName: index === 0 ? repository : `r${index}`, imageIds: digests }),
        ),
      )
      return Promise.all(requests.map((request) => ask(root, request)))
    },
  }
}

function simulate(target: Target, parameters: readonly string[]): Promise<readonly Outcome[]> {
  return call(target, 'SimulateCustomPolicy', [...parameters, 'MaxItems=1000'])
}

function createPolicy(target: Target, document: string): Promise<readonly Outcome[]> {
  return call(target, 'PutUserPolicy', [
    'UserName=powerless',
    'PolicyName=x',
    `PolicyDocument=${encodeURIComponent(document)}`,
  ])
}

function call(target: Target, operation: string, parameters: readonly string[]): Promise<readonly Outcome[]> {
  const form = [`Action=${operation}`, 'Version=2010-05-08', ...parameters].join('&')
  return one(ask(target, formSigner(target)(form)))
}

function members(name: string, values: readonly string[]): readonly string[] {
  return values.map((value, index) => `${name}.member.${index + 1}=${encodeURIComponent(value)}`)
}

function repeated(count: number, text: string): readonly string[] {
  return Array.from({ length: count }, () => text)
}
