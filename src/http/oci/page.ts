import { invalidParameter } from '../../errors.ts'
import { pageSizes } from '../../request/page-sizes.ts'
import { doorRules } from '../../ecr/door-rules.ts'
import type { Exchange } from './exchange.ts'

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
export function nextLink(exchange: Exchange, path: string, last: string): string {
  const query = new URLSearchParams(exchange.query)
  query.set('last', last)
  return `<${exchange.origin}${path}?${query.toString()}>; rel="next"`
}
