import { checkAction } from './check-action.ts'
import { type ArnStrictness, checkResource } from './check-resource.ts'
import type { GrammarRules } from './grammar.ts'
import { isArray, isObject, type Json, type JsonObject } from './json.ts'
import { parseConditions } from './parse-condition.ts'
import { parsePrincipals } from './parse-principal.ts'
import type { Effect, PatternElement, PolicyVersion, PrincipalElement, Statement } from './policy.ts'
import type { Report } from './problem.ts'

/** By which rules a statement is read. */
export interface Language {
  readonly rules: GrammarRules
  readonly version: PolicyVersion
  readonly arns: ArnStrictness
}

export function parseStatement(given: Json, language: Language, at: string, report: Report): readonly Statement[] {
  if (!isObject(given)) return report('wrong-type', at)
  for (const name of given.keys()) if (!elements.has(name)) report('unknown-element', `${at}.${name}`)
  const statement: Statement = {
    sid: parseSid(given.get('Sid'), at, report),
    effect: parseEffect(given.get('Effect'), at, report),
    principals: parsePrincipalElement(given, language.rules, at, report),
    actions: parseActions(given, language.rules, at, report),
    resources: parseResources(given, language, at, report),
    conditions: parseConditions(given.get('Condition'), language.version, `${at}.Condition`, report),
  }
  return [statement]
}

const elements: ReadonlySet<string> = new Set([
  ...['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'],
])

/** An empty Sid, as AWS's policy generator writes it, is none. */
function parseSid(given: Json | undefined, at: string, report: Report): string | undefined {
  if (given !== undefined && typeof given !== 'string') report('wrong-type', `${at}.Sid`)
  return typeof given === 'string' && given !== '' ? given : undefined
}

function parseEffect(given: Json | undefined, at: string, report: Report): Effect {
  if (given !== 'Allow' && given !== 'Deny')
    report(isMisspelt(given) ? 'failed-legacy-parsing' : 'invalid-effect', `${at}.Effect`)
  return given === 'Allow' ? 'Allow' : 'Deny'
}

function isMisspelt(given: Json | undefined): boolean {
  return typeof given === 'string' && /^(allow|deny)$/i.test(given)
}

function parsePrincipalElement(
  statement: JsonObject,
  rules: GrammarRules,
  at: string,
  report: Report,
): PrincipalElement | undefined {
  const form = formOf(statement, 'Principal', at, report)
  if (form === undefined) {
    if (rules.principal === 'required') report('no-principal', at)
    return undefined
  }
  if (rules.principal === 'forbidden') report('principal-forbidden', form.at)
  else if (form.negated && rules.notPrincipal === 'forbidden') report('not-principal-forbidden', form.at)
  return { negated: form.negated, names: parsePrincipals(form.given, form.at, report) }
}

function parseActions(statement: JsonObject, rules: GrammarRules, at: string, report: Report): PatternElement {
  const form = formOf(statement, 'Action', at, report)
  const patterns = form === undefined ? [] : parsePatterns(form, report)
  if (isEmpty(form)) report('no-action', at)
  for (const pattern of patterns) checkAction(pattern, rules, form?.at ?? at, report)
  return { negated: form?.negated ?? false, patterns }
}

function parseResources(
  statement: JsonObject,
  language: Language,
  at: string,
  report: Report,
): PatternElement | undefined {
  const { rules } = language
  const form = formOf(statement, 'Resource', at, report)
  if (form === undefined) {
    if (rules.resource === 'required') report('no-resource', at)
    return undefined
  }
  if (rules.resource === 'forbidden') report('resource-forbidden', form.at)
  if (isEmpty(form)) report('no-resource', at)
  const patterns = parsePatterns(form, report)
  for (const pattern of patterns) checkResource(pattern, language, form.at, report)
  return { negated: form.negated, patterns }
}

interface Form {
  readonly negated: boolean
  readonly given: Json
  readonly at: string
}

/** An element or its negation; both at once contradict each other. */
function formOf(statement: JsonObject, name: string, at: string, report: Report): Form | undefined {
  const plain = statement.get(name)
  const negation = statement.get(`Not${name}`)
  if (plain !== undefined && negation !== undefined) report('both-forms', at)
  if (plain !== undefined) return { negated: false, given: plain, at: `${at}.${name}` }
  if (negation !== undefined) return { negated: true, given: negation, at: `${at}.Not${name}` }
  return undefined
}

function isEmpty(form: Form | undefined): boolean {
  return form === undefined || (isArray(form.given) && form.given.length === 0)
}

function parsePatterns({ given, at }: Form, report: Report): readonly string[] {
  const list = isArray(given) ? given : [given]
  const patterns = list.filter((each) => typeof each === 'string')
  return patterns.length === list.length ? patterns : report('wrong-type', at)
}
