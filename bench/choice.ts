import type { Options } from './options.ts'
import { type HostileName, hostileInputs } from './parts/hostile-inputs.ts'
import { describeImagesPostgres, type Part, partNames } from './parts/part.ts'
import { bare } from './registries/bare.ts'
import { distribution, dockerRegistry } from './registries/distribution.ts'
import { ecrd } from './registries/ecrd.ts'
import { moto } from './registries/moto.ts'
import { peer } from './registries/peer.ts'
import type { Contender } from './registries/registry.ts'

export interface Choice {
  readonly contenders: readonly Contender[]
  readonly parts: readonly Part['name'][]
  readonly hasLimits: boolean
  /** Kinds of inputs that mean no good: only when they are named, as they measure nothing beside others. */
  readonly hostile: readonly HostileName[]
  /** A sentence for each registry that was wanted and can't be started. */
  readonly absent: readonly string[]
}

/** The machine's limits, by the name that they have beside those of the parts. */
const limits = 'limits'

export const hostileNames = Object.keys(hostileInputs) as HostileName[]

/** All of them. */
const allHostile = 'hostile'

/** What is named; all of a kind of which nothing is. */
export async function choose({ only, peers, profileFolder }: Options): Promise<Choice> {
  const profile = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]
  const registries = [
    ecrd(profile),
    distribution,
    dockerRegistry,
    moto,
    ...peers.map(({ name, url }) => peer(name, url)),
    bare,
  ]
  const measurements = [...partNames, limits] as const
  assertKnown(only, [...measurements, allHostile, ...hostileNames, ...registries.map(({ name }) => name)])
  const usual = measurements.filter((name) => name !== describeImagesPostgres)
  const isNamed = (name: string): boolean => only.includes(name)

  const hostile = isNamed(allHostile) ? hostileNames : hostileNames.filter(isNamed)
  const chosen = measurements.some(isNamed) || hostile.length > 0 ? measurements.filter(isNamed) : usual
  const wanted = chosen.length === 0 ? [] : namedOrUsual(registries, only)
  const contenders: Contender[] = []
  const absent: string[] = []
  for (const contender of wanted) {
    const reason = await contender.whyNot?.()
    if (reason === undefined) contenders.push(contender)
    else absent.push(reason)
  }
  return {
    contenders,
    parts: partNames.filter((name) => chosen.includes(name)),
    hasLimits: chosen.includes(limits),
    hostile,
    absent,
  }
}

function namedOrUsual(registries: readonly Contender[], only: readonly string[]): readonly Contender[] {
  const named = registries.filter(({ name }) => only.includes(name))
  return named.length > 0 ? named : registries.filter(({ isDefault }) => isDefault)
}

function assertKnown(only: readonly string[], known: readonly string[]): void {
  const unknown = only.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Error(`--only knows ${known.join(', ')}, not ${unknown.join(', ')}`)
}
