import type { ContextLookup } from './access-request.ts'
import { type ArnParts, matchesInParts, parseArnPattern } from './arn-pattern.ts'
import { compileGlob } from './glob.ts'
import type { PatternElement, PolicyVersion } from './policy.ts'
import { fillIn, isFixed, parseTemplate } from './template.ts'

/** A resource as a whole and in its six parts, taken apart once for all patterns. */
export interface ResourceName {
  readonly text: string
  readonly parts: readonly string[]
}

export type MatchResource = (resource: ResourceName, context: ContextLookup) => boolean

/** A statement without Resource is about whatever its policy is attached to. */
export function compileResources(element: PatternElement | undefined, version: PolicyVersion): MatchResource {
  if (element === undefined) return () => true
  const matches = element.patterns.map((pattern) => compileResource(pattern, version))
  const [only] = matches
  if (only !== undefined && matches.length === 1 && !element.negated) return only
  return (resource, context) => matches.some((match) => match(resource, context)) !== element.negated
}

function compileResource(pattern: string, version: PolicyVersion): MatchResource {
  const template = parseTemplate(pattern, version)
  const parsed = template && parseArnPattern(template)
  // `parsePolicy` has refused it.
  if (parsed === undefined) throw new Error(`${pattern} is no pattern of resources`)
  if (parsed === 'everything') return () => true
  if (!/[*?$]/.test(pattern) && pattern.split(':').length >= 6) return ({ text }) => text === pattern
  return compileParts(parsed)
}

function compileParts({ head, resource }: ArnParts): MatchResource {
  const headGlobs = [compileGlob([{ type: 'text', text: 'arn' }]), ...head.map(compileGlob)]
  const matchesHead = (parts: readonly string[]) => matchesInParts(headGlobs, parts.slice(0, 5))
  if (isFixed(resource)) {
    const glob = compileGlob(resource)
    return ({ parts }) => parts.length === 6 && glob(parts[5] ?? '') && matchesHead(parts)
  }
  return ({ parts }, context) => {
    if (parts.length !== 6 || !matchesHead(parts)) return false
    const filled = fillIn(resource, context)
    return filled !== undefined && compileGlob(filled)(parts[5] ?? '')
  }
}
