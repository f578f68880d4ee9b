import type { ArnStrictness } from './check-resource.ts'
import { type Grammar, type GrammarRules, grammars } from './grammar.ts'
import { isArray, isObject, type Json, type JsonObject, readJson } from './json.ts'
import { type Language, parseStatement } from './parse-statement.ts'
import type { Policy, PolicyVersion, Statement } from './policy.ts'
import type { Malformed, PolicyProblem, Report } from './problem.ts'

/** A document in the grammar of what it is to be attached to, or all that is wrong with it. Linear in the text. */
export function parsePolicy(text: string, grammar: Grammar): Policy | Malformed {
  return parse(text, grammar, 'as-aws')
}

/** One that was taken once, perhaps by a server that refused less: it still says what it said. */
export function parseStoredPolicy(text: string, grammar: Grammar): Policy {
  const policy = parse(text, grammar, 'matchable')
  if ('problems' in policy) throw new Error(`a stored policy is malformed: ${policy.problems[0]?.reason ?? ''}`)
  return policy
}

function parse(text: string, grammar: Grammar, arns: ArnStrictness): Policy | Malformed {
  const read = readJson(text)
  if ('fault' in read) return { problems: [{ reason: read.fault, at: '', given: '' }] }
  const problems: PolicyProblem[] = []
  const report: Report = (reason, at, given = '') => {
    problems.push({ reason, at, given })
    return []
  }
  if (!isObject(read.value)) return { problems: [{ reason: 'wrong-type', at: '', given: '' }] }
  const policy = parseDocument(read.value, { rules: grammars[grammar], arns }, report)
  return problems.length > 0 ? { problems } : policy
}

function parseDocument(document: JsonObject, reading: Omit<Language, 'version'>, report: Report): Policy {
  for (const name of document.keys()) if (!elements.has(name)) report('unknown-element', name)
  const version = parseVersion(document.get('Version'), reading.rules, report)
  return {
    version,
    id: parseText(document, 'Id', report),
    statements: parseStatements(document.get('Statement'), { ...reading, version }, report),
  }
}

const elements: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement'])

function parseVersion(given: Json | undefined, rules: GrammarRules, report: Report): PolicyVersion {
  if (given === '2012-10-17') return given
  if (given !== undefined && given !== '2008-10-17') report('invalid-version', 'Version')
  else if (rules.version === 'newest') report('old-version', 'Version')
  return '2008-10-17'
}

function parseStatements(given: Json | undefined, language: Language, report: Report): readonly Statement[] {
  const list = isObject(given) ? [given] : given
  if (list === undefined || (isArray(list) && list.length === 0)) return report('no-statement', 'Statement')
  if (!isArray(list)) return report('wrong-type', 'Statement')
  const statements = list.flatMap((each, index) => parseStatement(each, language, `Statement[${index}]`, report))
  if (language.rules.sid === 'strict') checkSids(statements, report)
  return statements
}

function checkSids(statements: readonly Statement[], report: Report): void {
  const seen = new Set<string>()
  for (const [index, { sid }] of statements.entries()) {
    if (sid === undefined) continue
    if (!/^[0-9A-Za-z]*$/.test(sid)) report('invalid-sid', `Statement[${index}].Sid`, sid)
    if (seen.has(sid)) report('duplicate-sid', `Statement[${index}].Sid`, sid)
    seen.add(sid)
  }
}

function parseText(document: JsonObject, name: string, report: Report): string | undefined {
  const text = document.get(name)
  if (text !== undefined && typeof text !== 'string') report('wrong-type', name)
  return typeof text === 'string' ? text : undefined
}
