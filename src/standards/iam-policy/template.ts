import type { ContextLookup } from './access-request.ts'
import { isConditionKey } from './condition-key.ts'
import type { PolicyVersion } from './policy.ts'

/**
 * A text of a policy, taken apart once: what stands for itself, wildcards, and variables.
 *
 *     arn:aws:ecr:*:123456789012:repository/${aws:username}/${aws:PrincipalTag/team, 'all'}-${*}?
 *     └ text ─────┘ └ text ─────────────────┘ └ variable ─┘ └ with a default ────────────┘  │   └ one character
 *                 └ any run of characters                                                    └ text: a star
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export type Template = readonly TemplatePart[]
export type TemplatePart = GlobPart | Variable

/** What remains when variables have their values. A value is text, whatever characters it has: it is never a wildcard. */
export type GlobPart = { readonly type: 'text'; readonly text: string } | { readonly type: 'any' | 'one' }

interface Variable {
  readonly type: 'variable'
  readonly key: string
  /** Taken when the request knows no such key. */
  readonly otherwise: string | undefined
}

/** Undefined when a variable is not well-formed. The older language has none: there `${` is text. */
export function parseTemplate(text: string, version: PolicyVersion): Template | undefined {
  const parts: TemplatePart[] = []
  let from = 0
  while (from < text.length) {
    const start = version === '2012-10-17' ? text.indexOf('${', from) : -1
    parts.push(...parseWildcards(text.slice(from, start === -1 ? undefined : start)))
    if (start === -1) break
    const end = endOfVariable(text, start)
    const part = end === -1 ? undefined : parseVariable(text.slice(start + 2, end))
    if (part === undefined) return undefined
    parts.push(part)
    from = end + 1
  }
  return parts
}

/** The template of a text in which stars and question marks stand for themselves. */
export function withoutWildcards(template: Template): Template {
  return template.map((part) => {
    if (part.type === 'any') return { type: 'text', text: '*' }
    return part.type === 'one' ? { type: 'text', text: '?' } : part
  })
}

/** With the values that variables have in a request; undefined if one has none, and then nothing matches. */
export function fillIn(template: Template, context: ContextLookup): readonly GlobPart[] | undefined {
  const filled: GlobPart[] = []
  for (const part of template) {
    const text = part.type === 'variable' ? valueOf(part, context) : undefined
    if (part.type !== 'variable') filled.push(part)
    else if (text === undefined) return undefined
    else filled.push({ type: 'text', text })
  }
  return filled
}

export function isFixed(template: Template): template is readonly GlobPart[] {
  return template.every((part) => part.type !== 'variable')
}

export function variablesOf(template: Template): readonly string[] {
  return template.flatMap((part) => (part.type === 'variable' ? [part.key] : []))
}

/** A key with several values can't stand in one place. */
function valueOf({ key, otherwise }: Variable, context: ContextLookup): string | undefined {
  const values = context(key.toLowerCase())
  if (values === undefined || values.length === 0) return otherwise
  return values.length === 1 ? values[0] : undefined
}

/** A text without variables: `*` is any run of characters, `?` one. */
export function parseWildcards(text: string): readonly GlobPart[] {
  const pieces = text.split(/([*?])/).filter((piece) => piece !== '')
  return pieces.map((piece) => {
    if (piece === '*') return { type: 'any' }
    return piece === '?' ? { type: 'one' } : { type: 'text', text: piece }
  })
}

/** The brace that closes what begins at `start`, or -1; a default in quotation marks may hold braces itself. */
function endOfVariable(text: string, start: number): number {
  const brace = text.indexOf('}', start)
  const quote = text.slice(start, brace).indexOf("'")
  if (brace === -1 || quote === -1) return brace
  const closing = text.indexOf("'", start + quote + 1)
  return closing === -1 ? -1 : text.indexOf('}', closing)
}

function parseVariable(inside: string): TemplatePart | undefined {
  if (inside === '*' || inside === '?' || inside === '$') return { type: 'text', text: inside }
  const comma = inside.indexOf(',')
  const key = (comma === -1 ? inside : inside.slice(0, comma)).trim()
  if (!isConditionKey(key) || /[${}'"*?]/.test(key)) return undefined
  if (comma === -1) return { type: 'variable', key, otherwise: undefined }
  const quoted = inside.slice(comma + 1).trim()
  if (quoted.length < 2 || !quoted.startsWith("'") || quoted.indexOf("'", 1) !== quoted.length - 1) return undefined
  return { type: 'variable', key, otherwise: quoted.slice(1, -1) }
}
