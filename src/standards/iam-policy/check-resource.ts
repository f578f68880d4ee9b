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
  if (template === undefined) report('invalid-variable', at, pattern)
  else if (parsed === undefined) report('invalid-resource', at, pattern)
  else if (parsed !== 'everything' && arns === 'as-aws') checkArn(pattern, at, report)
}

function checkArn(pattern: string, at: string, report: Report): void {
  const problem = problemOf(pattern.split(':'))
  if (problem !== undefined) report(problem, at, pattern)
}

function problemOf([, partition = '', service, ...others]: readonly string[]): ProblemReason | undefined {
  if (!/^aws(-[a-z]+)*$|[*?]/.test(partition)) return 'invalid-partition'
  if (service === undefined || /[*?]/.test(service)) return 'unqualified-vendor'
  const isShort = others.length < 3
  return service === '' || (isShort && others.slice(0, -1).includes('')) ? 'failed-legacy-parsing' : undefined
}
