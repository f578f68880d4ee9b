import { compileGlob, type Glob } from './glob.ts'
import { type GlobPart, isFixed, type Template, type TemplatePart } from './template.ts'

/**
 * A pattern in the form of an ARN. Its six parts are matched each by itself, so that a star in one part is never a colon of
 * another account's:
 *
 *     arn:aws:ecr:*:123456789012:repository/team/*
 *
 * `*` alone is every resource, also what has no ARN. A resource's pattern that ends too soon means all below it:
 * `arn:aws:ecr` is `arn:aws:ecr:*:*:*`. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export type ArnPattern = 'everything' | ArnParts

/** partition, service, region, account (without variables), and the resource. */
export interface ArnParts {
  readonly head: readonly (readonly GlobPart[])[]
  readonly resource: Template
}

/** Undefined if it is neither `*` nor in the form of an ARN, or has a variable before the resource. */
export function parseArnPattern(template: Template): ArnPattern | undefined {
  if (isEverything(template)) return 'everything'
  const [scheme, ...segments] = splitAtColons(template)
  if (scheme?.length !== 1 || scheme[0]?.type !== 'text' || scheme[0].text !== 'arn') return undefined
  if (segments.length === 0 || segments[0]?.length === 0) return undefined
  const full = [...segments, ...Array.from({ length: 5 - segments.length }, () => [{ type: 'any' }] as const)]
  const head = full.slice(0, 4).filter(isFixed)
  const resource = full[4]
  return head.length === 4 && resource !== undefined ? { head, resource } : undefined
}

/** As condition operators compare ARNs: all six parts are there, and variables may stand anywhere. */
export function compileFullArn(parts: readonly GlobPart[]): ((text: string) => boolean) | undefined {
  if (isEverything(parts)) return () => true
  const segments = splitAtColons(parts)
  if (segments.length !== 6) return undefined
  const globs = segments.filter(isFixed).map(compileGlob)
  return (text) => matchesInParts(globs, splitArn(text))
}

export function isEverything(template: Template): boolean {
  return template.length > 0 && template.every((part) => part.type === 'any')
}

/** The six parts of an ARN, the last with whatever colons it has; fewer for what is none. */
export function splitArn(text: string): readonly string[] {
  const parts: string[] = []
  let from = 0
  while (parts.length < 5) {
    const colon = text.indexOf(':', from)
    if (colon === -1) break
    parts.push(text.slice(from, colon))
    from = colon + 1
  }
  parts.push(text.slice(from))
  return parts
}

export function matchesInParts(globs: readonly Glob[], parts: readonly string[]): boolean {
  return parts.length === globs.length && globs.every((glob, index) => glob(parts[index] ?? ''))
}

function splitAtColons(template: Template): readonly Template[] {
  const segments: TemplatePart[][] = [[]]
  for (const part of template) {
    const [first = '', ...others] = part.type === 'text' ? splitText(part.text, 6 - segments.length) : []
    if (part.type !== 'text') segments.at(-1)?.push(part)
    else if (first !== '') segments.at(-1)?.push({ type: 'text', text: first })
    for (const text of others) segments.push(text === '' ? [] : [{ type: 'text', text }])
  }
  return segments
}

/** At its first `count` colons. */
function splitText(text: string, count: number): readonly string[] {
  const pieces = text.split(':')
  return [...pieces.slice(0, count), pieces.slice(count).join(':')].slice(0, Math.min(count + 1, pieces.length))
}
