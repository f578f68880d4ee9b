import { type Download, sealDownload } from '../../../../src/ecr/layers/download-url.ts'
import { sealToken, tokenLifetimeMs } from '../../../../src/ecr/tokens/registry-token.ts'
import { repositoryName } from '../../../support/ecr-requests.ts'
import type { Somebody } from '../../../support/identities.ts'
import { layerDigest } from '../../../support/oci-rights.ts'
import { askEcrd, ecrdTargetOf } from '../../../support/signed-ecrd.ts'
import { type RegistryAnswer, type RequestOptions, registryClient } from '../../../support/registry-client.ts'
import { askSigned, type SignedJson, targetOf } from '../../../support/signed-json.ts'
import { askQuery, parametersOf } from '../../../support/signed-query.ts'
import { askTagging, taggingTargetOf } from '../../../support/signed-tagging.ts'
import { storedRows } from '../../../support/stored-rows.ts'
import type { TestServer } from '../../../support/test-server.ts'
import { registryKinds } from '../../../../src/standards/arn/registry-key.ts'

/** Who asks, and what is wrong with his signature, token or URL. */
export interface By {
  readonly as?: Pick<Somebody, 'credentials'>
  readonly fault?: 'altered' | 'late'
}

/** What any door answers, in one form. */
export interface Told {
  readonly status: number
  readonly code: string
  readonly message: string
}

export type Ask = (server: TestServer, by: By) => Promise<Told>

export const askJson = (operation: string, input: unknown): Ask =>
  inJson(targetOf(operation), input, (server, signing) => askSigned(server, operation, input, signing))

export const askTags = (operation: string, input: unknown): Ask =>
  inJson(taggingTargetOf(operation), input, (server, signing) => askTagging(server, operation, input, signing))

export const askOwn = (operation: string, input: unknown): Ask =>
  inJson(ecrdTargetOf(operation), input, (server, signing) => askEcrd(server, operation, input, signing))

const inJson =
  (target: string, input: unknown, signed: (server: TestServer, by: SignedJson) => Promise<RegistryAnswer>): Ask =>
  async (server, by) => {
    const answer = by.as === undefined ? unsigned() : signed(server, signing(server, by))
    const { status, json } = await answer
    const { __type: code = '', message = '' } = json() as { readonly __type?: string; readonly message?: string }
    return { status, code, message }

    function unsigned(): Promise<RegistryAnswer> {
      const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' }
      return registryClient(server.url).request('POST', '/', { headers, body: JSON.stringify(input) })
    }
  }

export const askAction =
  (service: 'iam' | 'sts', action: string, input: unknown): Ask =>
  async (server, by) => {
    const parameters = { Action: action, ...parametersOf(input) }
    const { status, text } = await askQuery(server, { service, parameters, ...signing(server, by) })
    const [, code = ''] = /<Code>([^<]*)</.exec(text) ?? []
    const [, message = ''] = /<Message>([^<]*)</.exec(text) ?? []
    return { status, code, message }
  }

const minuteMs = 60_000

function signing(server: TestServer, { as, fault }: By) {
  if (as === undefined) return {}
  const { credentials } = as
  switch (fault) {
    case undefined:
      return { credentials }
    case 'altered':
      return { credentials: { ...credentials, secretAccessKey: `${credentials.secretAccessKey}x` } }
    case 'late':
      return { credentials, signedAt: new Date(server.clock.now() - 6 * minuteMs) }
  }
}

export const askRoute =
  (method: string, path: string, sent: Pick<RequestOptions, 'body' | 'headers'> = {}): Ask =>
  async (server, by) => {
    const authorizationToken = tokenOf(server, by)
    const client = registryClient(server.url, authorizationToken === undefined ? {} : { authorizationToken })
    const { status, headers, text, json } = await client.request(method, path, sent)
    if (text === '' || !String(headers['content-type']).includes('json')) return { status, code: '', message: text }
    const { errors: [{ code = '', message = '' } = {}] = [] } = json() as { readonly errors?: readonly Partial<Told>[] }
    return { status, code, message }
  }

function tokenOf({ running: { ctx } }: TestServer, { as, fault }: By): string | undefined {
  if (as === undefined) return undefined
  const expiresAt = ctx.clock.now() + (fault === 'late' ? -1 : tokenLifetimeMs)
  const password = sealToken(ctx.keys, { accessKeyId: as.credentials.accessKeyId, expiresAt })
  return Buffer.from(`AWS:${fault === 'altered' ? altered(password) : password}`).toString('base64')
}

export const askDownload: Ask = async (server, { as, fault }) => {
  const { ctx } = server.running
  const rows = (await storedRows(ctx.database)).repository as readonly { readonly id: number }[]
  // Others may have one of the same name; ours was there first.
  const [repository] = rows.toSorted((a, b) => a.id - b.id)
  const wanted: Download = {
    accessKeyId: as?.credentials.accessKeyId ?? '',
    repository: {
      kind: registryKinds.ecr,
      account: server.account,
      region: server.region,
      name: repositoryName,
    },
    repositoryId: repository?.id ?? 0,
    digest: layerDigest,
    expiresAt: ctx.clock.now() + (fault === 'late' ? -1 : minuteMs),
  }
  const token = sealDownload(ctx, wanted)
  const path = `/downloads/${fault === 'altered' ? altered(token) : token}`
  const { status, text } = await registryClient(server.url).request('GET', path)
  return { status, code: '', message: text }
}

/** With one of its characters another. */
function altered(sealed: string): string {
  const at = Math.floor(sealed.length / 2)
  return `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
}
