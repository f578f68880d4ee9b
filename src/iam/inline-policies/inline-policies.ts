import type { Context } from '../../request/context.ts'
import { all, first, run } from '../../database/statement.ts'
import { changeAccount } from '../change-account.ts'
import { encodeDocument } from '../encode-document.ts'
import { inlinePoliciesTooLarge, noSuchInlinePolicy } from '../errors.ts'
import { type IdentityKind, requireIdentity } from '../find-identity.ts'
import { foldName } from '../fold-name.ts'
import { type Paging, readPage } from '../pages.ts'
import { quotas, sizeOfDocument } from '../quotas.ts'
import { type IdentityReference, requireReferencedIdentity } from '../identity-reference.ts'
import {
  deleteInlinePolicyRow,
  selectInlineNamesAfter,
  selectInlinePolicies,
  selectInlinePolicy,
  upsertInlinePolicy,
} from './inline-policies.table.ts'
import { requireIdentityPolicy } from '../policies/require-identity-policy.ts'

/** How requests name an inline policy. */
export interface NamedInline {
  readonly PolicyName: string
}

/** Of all inline policies of one identity together, without blanks. */
const maxSizes: Readonly<Record<IdentityKind, number>> = {
  user: quotas.UserPolicySize,
  group: quotas.GroupPolicySize,
  role: quotas.RolePolicySize,
}

export async function putInlinePolicy(
  ctx: Context,
  to: IdentityReference,
  { PolicyName: name, PolicyDocument: document }: NamedInline & { readonly PolicyDocument: string },
): Promise<void> {
  requireIdentityPolicy(document, 'identity')
  await changeAccount(ctx, to.account, function* () {
    const { id: identityId } = yield* requireReferencedIdentity(to)
    yield* run(upsertInlinePolicy, { identity_id: identityId, name, document })
    const policies = yield* all(selectInlinePolicies, { identityId })
    const size = policies.reduce((sum, policy) => sum + sizeOfDocument(policy.document), 0)
    if (size > maxSizes[to.kind]) throw inlinePoliciesTooLarge(maxSizes[to.kind], to.kind, to.name)
  })
}

/** The document as answers have it. */
export async function getInlinePolicy(
  ctx: Context,
  of: IdentityReference,
  { PolicyName: name }: NamedInline,
): Promise<string> {
  const policy = await ctx.database.read(function* () {
    const { id: identityId } = yield* requireIdentity(of.account, of.kind, of.name)
    return yield* first(selectInlinePolicy, { identityId, name })
  })
  if (policy === undefined) throw noSuchInlinePolicy(of.kind, name)
  return encodeDocument(policy.document)
}

export async function deleteInlinePolicy(
  ctx: Context,
  of: IdentityReference,
  { PolicyName: name }: NamedInline,
): Promise<void> {
  await changeAccount(ctx, of.account, function* () {
    const { id: identityId } = yield* requireReferencedIdentity(of)
    const deleted = yield* run(deleteInlinePolicyRow, { identityId, name })
    if (deleted === 0) throw noSuchInlinePolicy(of.kind, name)
  })
}

export interface PageOfNames {
  readonly PolicyNames: readonly string[]
  readonly IsTruncated: boolean
  readonly Marker?: string
}

export async function listInlinePolicies(ctx: Context, of: IdentityReference, request: Paging): Promise<PageOfNames> {
  const { rows, paging } = await readPage(ctx, request, {
    list: `iam inline ${of.account} ${of.kind} ${foldName(of.name)}`,
    start: '',
    *rowsAfter(after, limit) {
      const { id: identityId } = yield* requireIdentity(of.account, of.kind, of.name)
      return yield* all(selectInlineNamesAfter, { identityId, after, limit })
    },
    positionOf: ({ name }: { readonly name: string }) => name,
  })
  return { PolicyNames: rows.map(({ name }) => name), ...paging }
}
