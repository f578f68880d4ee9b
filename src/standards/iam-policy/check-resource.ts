import { parseArnPattern } from './arn-pattern.ts'
import type { PolicyVersion } from './policy.ts'
import type { ProblemReason, Report } from './problem.ts'
import { parseTemplate } from './template.ts'

/** How much is asked of an ARN: of one that was stored long ago no more than that it can be matched. */
export type ArnStrictness = 'as-aws' | 'matchable'

/**
 * `*` or the pattern of an ARN. Its parts may have wildcards, but for the service; it may end early, if no part before is
 * empty: who forgets a colon means another resource than is written.
 */
export function checkResource(
  pattern: string,
  { version, arns }: { readonly version: PolicyVersion; readonly arns: ArnStrictness },
  at: string,
  report: Report,
): void {
  const template = parseTemplate(pattern, version)
  const parsed = template && parseArnPattern(template)
  const parts = pattern.split(':')
  if (template === undefined) report('invalid-variable', at, pattern)
  else if (parsed === undefined) report(isOfNoPartition(parts) ? 'invalid-partition' : 'invalid-resource', at, pattern)
  else if (parsed !== 'everything' && arns === 'as-aws') checkArn(parts, at, report)
}

function checkArn(parts: readonly string[], at: string, report: Report): void {
  const problem = problemOf(parts)
  if (problem !== undefined) report(problem, at, parts.join(':'))
}

function problemOf([, partition = '', service, ...others]: readonly string[]): ProblemReason | undefined {
  if (!isPartition(partition)) return 'invalid-partition'
  if (service === undefined || hasWildcard(service)) return 'unqualified-vendor'
  const isShort = others.length < 3
  if (service === '' || (isShort && others.slice(0, -1).includes(''))) return 'failed-legacy-parsing'
  return service === 'iam' ? problemOfIam(others) : service === 's3' ? problemOfS3(others) : undefined
}

function problemOfIam([region = '', , path = '*']: readonly string[]): ProblemReason | undefined {
  if (region !== '' && !hasWildcard(region)) return 'region-of-iam'
  // Of each kind of resource the name stands behind a slash; new kinds come, so they aren't listed.
  return path === 'root' || /[/*?$]/.test(path) ? undefined : 'path-of-iam'
}

/** Buckets have neither region nor account; what else S3 has has both. */
function problemOfS3([region = '', account]: readonly string[]): ProblemReason | undefined {
  return region !== '' && !hasWildcard(region) && account === '' ? 'region-of-bucket' : undefined
}

/** What isn't read as an ARN still has a second part. */
function isOfNoPartition([, partition = '']: readonly string[]): boolean {
  return /^[\w-]+$/.test(partition) && !isPartition(partition)
}

function isPartition(text: string): boolean {
  return /^aws(-[a-z]+)*$/.test(text) || hasWildcard(text)
}

function hasWildcard(text: string): boolean {
  return /[*?]/.test(text)
}
