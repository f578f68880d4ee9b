import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { expect, test } from 'vitest'
import { createAuthorizer } from '../../../src/auth/authorize.ts'
import { callerOfKey } from '../../../src/auth/caller-rules.ts'
import { ociMountBlob } from '../../../src/ecr/layers/oci-mount-blob.ts'
import { setRepositoryPolicy } from '../../../src/ecr/policies/set-repository-policy.ts'
import { ServiceError } from '../../../src/errors.ts'
import type { AnyOperation } from '../../../src/operation.ts'
import { scopeOf } from '../../support/callers.ts'
import { digestOf } from '../../support/images.ts'
import { startTestServer } from '../../support/test-server.ts'

/** Whoever is denied can't tell by the work that it takes whether the repository is there. */
test('a denied request takes the same queries, whatever is there', async () => {
  const server = await startTestServer()
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'there' }))
  const { database } = server.running.ctx
  const key = { id: 'AKIAQ', account: server.account, user_id: 'AIDAQ', name: 'nobody', path: '/', auth_epoch: 0 }
  const scope = scopeOf(callerOfKey(key), server.region)

  const queriesOf = async (operation: AnyOperation, repositoryName: string): Promise<string[][]> => {
    const authorizer = createAuthorizer()
    const once = () =>
      database.read(function* () {
        const seen: string[] = []
        const input = { repositoryName, digest: digestOf(''), policyText: '{}' }
        const work = decide()
        for (let next = work.next(); next.done !== true; ) {
          seen.push(next.value.statement.name)
          next = work.next(yield next.value)
        }
        return seen

        function* decide() {
          const facts: unknown = yield* operation.facts?.(input, scope) ?? []
          try {
            yield* authorizer.authorize(scope, operation.access(input, scope, facts), 0)
          } catch (error) {
            if (!(error instanceof ServiceError)) throw error
          }
        }
      })
    // What was read is remembered, or not, all the same.
    return [await once(), await once()]
  }

  for (const operation of [ociMountBlob, setRepositoryPolicy]) {
    const [first, second] = await queriesOf(operation, 'there')
    expect(first).toContain('selectRepositoryPolicy')
    expect(second).not.toContain('selectRepositoryPolicy')
    expect(await queriesOf(operation, 'absent')).toEqual([first, second])
  }
  await server.stop()
})
