import { ECRClient } from '@aws-sdk/client-ecr'
import { newAccessKeyId, newSecretAccessKey } from '../../src/iam/access-keys/access-key-id.ts'
import { sealSessionToken } from '../../src/sts/session-token.ts'
import { query, run, type Work } from '../../src/database/statement.ts'
import { sealToken, tokenLifetimeMs } from '../../src/ecr/tokens/registry-token.ts'
import { bumpAuthEpoch, insertAccount } from '../../src/iam/accounts.table.ts'
import { type RegistryClient, registryClient } from './registry-client.ts'
import type { TestServer } from './test-server.ts'

/** Somebody with credentials, and how he asks. */
export interface Somebody {
  readonly arn: string
  /** AIDA… or AROA… */
  readonly id: string
  readonly credentials: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
  readonly authorizationToken: string
  readonly ecr: ECRClient
  readonly registry: RegistryClient
}

export interface SessionLimits {
  readonly policies?: readonly object[]
  readonly tags?: Readonly<Record<string, string>>
  readonly expiresAt?: number
}

/** Who is in an account and what they may do, written to the tables as IAM's operations would. */
export interface Identities {
  readonly addUser: (name: string, path?: string) => Promise<Somebody>
  readonly addGroup: (name: string, ...members: readonly Somebody[]) => Promise<string>
  /** The id of a role; it trusts its account unless told otherwise. */
  readonly addRole: (name: string, trust?: object, maxSessionSeconds?: number) => Promise<string>
  readonly assumeRole: (name: string, roleId: string, limits?: SessionLimits) => Promise<Somebody>
  readonly putInlinePolicy: (identityId: string, document: object) => Promise<void>
  readonly removeInlinePolicy: (identityId: string) => Promise<void>
  readonly attachPolicy: (identityId: string, arn: string) => Promise<void>
  readonly setBoundary: (identityId: string, arn: string) => Promise<void>
  readonly tagIdentity: (identityId: string, key: string, value: string) => Promise<void>
  readonly deleteUser: (user: Somebody) => Promise<void>
}

/** A document of one statement that allows, unless told otherwise. */
export function policyOf(statement: Readonly<Record<string, unknown>>, ...others: readonly object[]): object {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*', ...statement }, ...others] }
}

/** A trust policy that lets these assume the role, and tag the session. */
export function trusting(principal: object | string, statement: Readonly<Record<string, unknown>> = {}): object {
  const Action = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action, ...statement }] }
}

export function identitiesOf(server: TestServer, account = server.account): Identities {
  const { ctx } = server.running
  const newId = (prefix: string) => prefix + newAccessKeyId(account, ctx.ids).slice(4).padEnd(17, 'A')

  /** Every change of who may do what makes the account's epoch grow. */
  const change = async (work: () => Work<unknown>): Promise<void> => {
    await ctx.database.change(function* () {
      yield* run(insertAccount, { id: account, createdAt: ctx.clock.now() })
      yield* work()
      yield* run(bumpAuthEpoch, { account })
    })
  }

  const insertIdentity = (
    kind: 'user' | 'group' | 'role',
    id: string,
    name: string,
    path: string,
    ofRole = {},
  ): Work<unknown> =>
    query((db) =>
      db.insertInto('identity').values({
        id,
        account,
        kind,
        name,
        folded_name: name.toLowerCase(),
        path,
        description: '',
        created_at: ctx.clock.now(),
        ...ofRole,
      }),
    )

  const newCredentials = (prefix: 'AKIA' | 'ASIA') => {
    const accessKeyId = prefix + newAccessKeyId(account, ctx.ids).slice(4)
    const secretAccessKey = newSecretAccessKey(ctx.ids)
    const sealed = ctx.keys.seal('access-key', accessKeyId, Buffer.from(secretAccessKey))
    return { accessKeyId, secretAccessKey, sealed }
  }

  const somebody = (arn: string, id: string, credentials: Somebody['credentials']): Somebody => {
    const { accessKeyId } = credentials
    const password = sealToken(ctx.keys, { accessKeyId, expiresAt: ctx.clock.now() + tokenLifetimeMs })
    const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64')
    const ecr = new ECRClient({ endpoint: server.url, region: server.region, credentials, maxAttempts: 1 })
    return {
      arn,
      id,
      credentials,
      authorizationToken,
      ecr,
      registry: registryClient(server.url, { authorizationToken }),
    }
  }

  return {
    async addUser(name, path = '/') {
      const id = newId('AIDA')
      const { accessKeyId, secretAccessKey, sealed } = newCredentials('AKIA')
      await change(function* () {
        yield* insertIdentity('user', id, name, path)
        yield* query((db) =>
          db.insertInto('access_key').values({
            id: accessKeyId,
            account,
            user_id: id,
            sealed_secret: sealed,
            status: 'Active',
            created_at: ctx.clock.now(),
          }),
        )
      })
      return somebody(`arn:aws:iam::${account}:user${path}${name}`, id, { accessKeyId, secretAccessKey })
    },
    async addGroup(name, ...members) {
      const id = newId('AGPA')
      await change(function* () {
        yield* insertIdentity('group', id, name, '/')
        for (const user of members) {
          yield* query((db) => db.insertInto('membership').values({ user_id: user.id, group_id: id }))
        }
      })
      return id
    },
    async addRole(name, trust = trusting({ AWS: account }), maxSessionSeconds = 3600) {
      const id = newId('AROA')
      const ofRole = { trust_policy: JSON.stringify(trust), max_session_seconds: maxSessionSeconds }
      await change(() => insertIdentity('role', id, name, '/', ofRole))
      return id
    },
    async assumeRole(name, roleId, { policies = [], tags = {}, expiresAt } = {}) {
      const { accessKeyId, secretAccessKey, sealed } = newCredentials('ASIA')
      const now = ctx.clock.now()
      await change(() =>
        query((db) =>
          db.insertInto('session').values({
            id: accessKeyId,
            account,
            kind: 'role',
            identity_id: roleId,
            name: 'build',
            policies: JSON.stringify(policies.map((policy) => ({ document: JSON.stringify(policy) }))),
            tags: JSON.stringify(Object.entries(tags).map(([key, value]) => ({ key, value, isTransitive: false }))),
            created_at: now,
            expires_at: expiresAt ?? now + 3_600_000,
            sealed_secret: sealed,
          }),
        ),
      )
      const sessionToken = sealSessionToken(ctx.keys, accessKeyId)
      const arn = `arn:aws:sts::${account}:assumed-role/${name}/build`
      return somebody(arn, roleId, { accessKeyId, secretAccessKey, sessionToken })
    },
    putInlinePolicy: (identityId, document) =>
      change(() =>
        query((db) =>
          db.insertInto('inline_policy').values({
            identity_id: identityId,
            name: `policy-${ctx.ids.uuid()}`,
            document: JSON.stringify(document),
          }),
        ),
      ),
    removeInlinePolicy: (identityId) =>
      change(() => query((db) => db.deleteFrom('inline_policy').where('identity_id', '=', identityId))),
    attachPolicy: (identityId, arn) =>
      change(() =>
        query((db) => db.insertInto('attached_policy').values({ identity_id: identityId, policy_arn: arn })),
      ),
    setBoundary: (identityId, arn) =>
      change(() => query((db) => db.updateTable('identity').set({ boundary_arn: arn }).where('id', '=', identityId))),
    tagIdentity: (identityId, key, value) =>
      change(() =>
        query((db) =>
          db.insertInto('identity_tag').values({ identity_id: identityId, key, folded_key: key.toLowerCase(), value }),
        ),
      ),
    deleteUser: ({ id }) =>
      change(function* () {
        yield* query((db) => db.deleteFrom('inline_policy').where('identity_id', '=', id))
        yield* query((db) => db.deleteFrom('access_key').where('user_id', '=', id))
        yield* query((db) => db.deleteFrom('identity').where('id', '=', id))
      }),
  }
}
