import { basename } from 'node:path'
import type { Environment } from './environment.ts'
import { didYouMean } from './nearest.ts'
import { flagOf, keyOf, type Options, type Values, variableOf, variablePrefix } from './option.ts'

/** Where option values come from; the first that has one wins: flag, environment, file, default. */
export interface Sources {
  /** By key: `master-key-file`. */
  readonly flags: ReadonlyMap<string, string>
  readonly environment: Environment
  readonly file: ConfigFile | undefined
}

export interface ConfigFile {
  readonly path: string
  readonly entries: Readonly<Record<string, unknown>>
}

/** What is wrong with what we were told: one sentence for each problem. */
export class OptionError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'OptionError'
    this.problems = problems
  }
}

/** The value of every option, or an OptionError that names all problems. */
export function resolveOptions<const Set extends Options>(set: Set, sources: Sources): Values<Set> {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(set)) {
    const given = find(name, sources)
    if (given === undefined) {
      values[name] = option.default
      continue
    }
    const parsed = option.schema.safeParse(given.value)
    if (parsed.success) values[name] = parsed.data
    else problems.push(sentence(given, parsed.error.issues[0]?.message ?? 'is not valid', option.isSecret))
  }
  if (problems.length > 0) throw new OptionError(problems)
  return values as Values<Set>
}

interface Given {
  /** As the user wrote it: `--port`, `ECRD_PORT`, `port in ecrd.yaml`. */
  readonly source: string
  readonly value: unknown
}

function find(name: string, { flags, environment, file }: Sources): Given | undefined {
  const flag = flags.get(keyOf(name))
  if (flag !== undefined) return { source: flagOf(name), value: flag }
  const variable = environment[variableOf(name)]
  // An empty variable is how compose files and CI pass on what isn't set.
  if (variable !== undefined && variable !== '' && !isServiceLink(variableOf(name), variable)) {
    return { source: variableOf(name), value: variable }
  }
  const entry = file?.entries[keyOf(name)]
  if (file === undefined || entry === undefined || entry === null) return undefined
  return { source: `${keyOf(name)} in ${basename(file.path)}`, value: entry }
}

function sentence({ source, value }: Given, message: string, isSecret = false): string {
  if (isSecret) return `${source} ${message}.`
  const shown = JSON.stringify(value)
  return `${source} ${message} (it is ${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}).`
}

/** One sentence for every environment variable that begins like ours and isn't. */
export function unknownVariables(environment: Environment, set: Options): string[] {
  const known = Object.keys(set).map(variableOf)
  return Object.entries(environment)
    .filter(([name, value]) => name.startsWith(variablePrefix) && !known.includes(name) && !isServiceLink(name, value))
    .map(([name]) => `${name} is not an option of ecrd${didYouMean(name, known)}`)
}

/** One sentence for every key of the configuration file that isn't ours. */
export function unknownKeys(file: ConfigFile, set: Options): string[] {
  const known = Object.keys(set).map(keyOf)
  return Object.keys(file.entries)
    .filter((key) => !known.includes(key))
    .map((key) => `${key} in ${basename(file.path)} is not an option of ecrd${didYouMean(key, known)}`)
}

/**
 * Kubernetes tells every pod about a service called `ecrd` in variables that look like ours (ECRD_PORT=tcp://10.0.0.1:5100).
 * https://kubernetes.io/docs/tutorials/services/connect-applications-service/#environment-variables
 */
function isServiceLink(name: string, value: string | undefined): boolean {
  return (
    /^ECRD_(SERVICE_(HOST|PORT)|PORT_[0-9]+_)/.test(name) ||
    (name === 'ECRD_PORT' && /^(tcp|udp|sctp):/.test(value ?? ''))
  )
}
