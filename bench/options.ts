import { parseArgs } from 'node:util'
import { partNames } from './parts.ts'

export interface Options {
  readonly rounds: number
  readonly seconds: number
  readonly mebibytes: number
  /** Names of parts and of registries; empty stands for all. */
  readonly only: readonly string[]
  readonly peers: readonly { readonly name: string; readonly url: URL }[]
  readonly profileFolder: string | undefined
}

export const help = `npm run bench -- [options]

Measures ecrd side by side with other registries on this machine, in interleaved rounds: medians and ratios.

  --rounds N         rounds that count; one more comes first and doesn't (7)
  --seconds N        how long a rate is measured in each round (2)
  --mebibytes N      the size of the large blob (512)
  --only NAME,…      only these parts and registries, by the names below or those of the peers
  --peer NAME=URL    one more registry, running and without passwords; what is pushed to it stays there. Repeatable
  --cpu-prof FOLDER  ecrd writes a CPU profile into this folder when it ends
  --help

parts:      ${partNames.join(', ')}
registries: ecrd, docker-registry (when it is installed), bare (a node:http server that does nothing: the ceiling)
`

/** Undefined when help is asked for. */
export function parseOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '7' },
      seconds: { type: 'string', default: '2' },
      mebibytes: { type: 'string', default: '512' },
      only: { type: 'string', default: '' },
      peer: { type: 'string', multiple: true, default: [] },
      'cpu-prof': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return undefined
  return {
    rounds: within('rounds', values.rounds, 1, 100),
    seconds: within('seconds', values.seconds, 0.1, 60),
    mebibytes: within('mebibytes', values.mebibytes, 1, 65_536),
    only: values.only.split(',').filter((name) => name !== ''),
    peers: values.peer.map(parsePeer),
    profileFolder: values['cpu-prof'],
  }
}

function within(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (value >= least && value <= most) return value
  throw new Error(`--${name} is a number from ${least} to ${most}, not '${text}'`)
}

function parsePeer(text: string): { name: string; url: URL } {
  const [, name, url] = /^([^=,]+)=(http:\/\/.+)$/.exec(text) ?? []
  if (name === undefined || url === undefined) throw new Error(`--peer is NAME=http://HOST:PORT, not '${text}'`)
  return { name, url: new URL(url) }
}
