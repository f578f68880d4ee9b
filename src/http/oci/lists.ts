import { mediaTypes } from '../../ecr/images/manifest-rules.ts'
import { ociListReferrers } from '../../ecr/images/oci-list-referrers.ts'
import { ociListTags } from '../../ecr/images/oci-list-tags.ts'
import { type ListOutput, ociListRepositories } from '../../ecr/repositories/oci-list-repositories.ts'
import { invalidPageToken, invalidParameter } from '../../errors.ts'
import type { Endpoints, Exchange, Reply } from './exchange.ts'
import { repositoryName, requireDigest } from './names.ts'
import { pageSizes } from '../../request/page-sizes.ts'
import { doorRules } from '../../ecr/door-rules.ts'

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-tags, #listing-referrers */
export const catalogEndpoints: Endpoints = { GET: { operations: [ociListRepositories], handle: listRepositories } }
export const tagsEndpoints: Endpoints = { GET: { operations: [ociListTags], handle: listTags } }
export const referrersEndpoints: Endpoints = { GET: { operations: [ociListReferrers], handle: listReferrers } }

async function listRepositories(exchange: Exchange): Promise<Reply> {
  const { pipeline, scope, query } = exchange
  const size = pageSize(query)
  const page = await pipeline.run(ociListRepositories, { last: lastName(query), size }, scope)
  return listReply(exchange, '/v2/_catalog', page, { repositories: page.names })
}

async function listTags(exchange: Exchange): Promise<Reply> {
  const { pipeline, scope, query, route } = exchange
  const name = repositoryName(route)
  const size = pageSize(query)
  const input = { repositoryName: name, last: lastName(query), size }
  const page = await pipeline.run(ociListTags, input, scope)
  return listReply(exchange, `/v2/${name}/tags/list`, page, { name, tags: page.names })
}

/** Names have no NUL, which the database would refuse: those after it are those after what precedes it. */
function lastName(query: URLSearchParams): string {
  const [last = ''] = (query.get('last') ?? '').split('\0', 1)
  return last
}

function listReply(exchange: Exchange, path: string, page: ListOutput, body: unknown): Reply {
  const last = page.names.at(-1)
  return {
    status: 200,
    headers: {
      // As ECR has it; clients don't look.
      'content-type': 'text/plain; charset=utf-8',
      ...(page.hasMore && last !== undefined ? { link: nextLink(exchange, path, last) } : {}),
    },
    body: JSON.stringify(body),
  }
}

async function listReferrers(exchange: Exchange): Promise<Reply> {
  const { pipeline, scope, query, route } = exchange
  const name = repositoryName(route)
  const subjectDigest = requireDigest(route.reference)
  const artifactType = typeFilter(query)
  const after = position(query.get('last'))
  const artifactTypes = artifactType === undefined ? [] : [artifactType]
  const input = { repositoryName: name, subjectDigest, artifactTypes, after, size: pageSize(query) }
  const { referrers, next } = await pipeline.run(ociListReferrers, input, scope)
  const path = `/v2/${name}/referrers/${subjectDigest}`
  return {
    status: 200,
    headers: {
      'content-type': mediaTypes.ociIndex,
      ...(artifactType === undefined ? {} : { 'oci-filters-applied': 'artifactType' }),
      ...(next === undefined ? {} : { link: nextLink(exchange, path, String(next)) }),
    },
    body: JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: referrers }),
  }
}

/** An empty filter is none, as in Go's registries. */
function typeFilter(query: URLSearchParams): string | undefined {
  const type = query.get('artifactType')
  return type === '' || type === null ? undefined : type
}

function position(last: string | null): number {
  if (last === null) return 0
  if (!/^[0-9]{1,15}$/.test(last)) throw invalidPageToken()
  return Number(last)
}

const { default: defaultPageSize, largest: maxPageSize } = pageSizes.ecr

/**
 * How many entries a page of `?n=` has. ECR refuses more than 1000; here it means 1000, since crane asks for 10000 and
 * the specification allows fewer than were asked for.
 */
export function pageSize(query: URLSearchParams): number {
  const n = query.get('n')
  if (n === null) return defaultPageSize
  if (!/^[0-9]{1,15}$/.test(n)) throw invalidParameter('maxResults', 'Member must be a number')
  const size = Number(n)
  if (size > maxPageSize && doorRules.oci.refusesLargePages) {
    throw invalidParameter('maxResults', `Member must have value less than or equal to ${maxPageSize}`)
  }
  return Math.min(size, maxPageSize)
}

/** The Link to the page after `last` (RFC 8288), with what else the query asked for. */
function nextLink(exchange: Exchange, path: string, last: string): string {
  const query = new URLSearchParams(exchange.query)
  query.set('last', last)
  return `<${exchange.origin}${path}?${query.toString()}>; rel="next"`
}
