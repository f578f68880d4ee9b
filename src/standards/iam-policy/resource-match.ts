import type { ContextLookup } from './access-request.ts'
import { matchesInParts, parseArnPattern, splitArn } from './arn-pattern.ts'
import { compileGlob, type Glob } from './glob.ts'
import { hasPieceAt, type Piece, pieceOf } from './piece.ts'
import type { PatternElement, PolicyVersion } from './policy.ts'
import { fillIn, isFixed, parseTemplate, type Template } from './template.ts'

/** A resource as a whole and taken apart, once for all patterns. */
export interface ResourceName {
  readonly text: string
  /** Partition, service, region and account, and the scheme before them; fewer for what is no ARN. */
  readonly head: readonly string[]
  readonly path: string
}

export type MatchResource = (resource: ResourceName, context: ContextLookup) => boolean

export function resourceName(text: string): ResourceName {
  const parts = splitArn(text)
  return { text, head: parts.slice(0, 5), path: parts[5] ?? '' }
}

/** A statement without Resource is about whatever its policy is attached to. */
export function compileResources(element: PatternElement | undefined, version: PolicyVersion): MatchResource {
  if (element === undefined) return () => true
  const patterns = element.patterns.map((pattern) => compileResource(pattern, version))
  return (name, context) => matchesAny(patterns, name, context) !== element.negated
}

interface CompiledResource {
  /** Most patterns of a policy differ from most resources in how the path begins: that is looked at first. */
  readonly beginning: Piece
  /** Undefined for `*`, which is also what has no ARN. */
  readonly head: readonly Glob[] | undefined
  readonly matchPath: (path: string, context: ContextLookup) => boolean
}

/** The busiest loop of a decision: each pattern of each statement about the action comes through here. */
function matchesAny(patterns: readonly CompiledResource[], name: ResourceName, context: ContextLookup): boolean {
  for (const { beginning, head, matchPath } of patterns) {
    if (!hasPieceAt(beginning, name.path, 0)) continue
    if (head === undefined || (matchesInParts(head, name.head) && matchPath(name.path, context))) return true
  }
  return false
}

function compileResource(pattern: string, version: PolicyVersion): CompiledResource {
  const template = parseTemplate(pattern, version)
  const parsed = template && parseArnPattern(template)
  // `parsePolicy` has refused it.
  if (parsed === undefined) throw new Error(`${pattern} is no pattern of resources`)
  if (parsed === 'everything') return { beginning: pieceOf([]), head: undefined, matchPath: () => true }
  return {
    beginning: beginningOf(parsed.resource),
    head: [compileGlob([{ type: 'text', text: 'arn' }]), ...parsed.head.map(compileGlob)],
    matchPath: compilePath(parsed.resource),
  }
}

function compilePath(resource: Template): (path: string, context: ContextLookup) => boolean {
  if (isFixed(resource)) return compileGlob(resource)
  return (path, context) => {
    const filled = fillIn(resource, context)
    return filled !== undefined && hasPieceAt(beginningOf(filled), path, 0) && compileGlob(filled)(path)
  }
}

function beginningOf(template: Template): Piece {
  const end = template.findIndex(({ type }) => type !== 'text')
  const parts = end === -1 ? template : template.slice(0, end)
  return pieceOf([parts.map((part) => (part.type === 'text' ? part.text : '')).join('')])
}
