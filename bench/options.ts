import { parseArgs } from 'node:util'
import { hostileNames } from './choice.ts'
import { partNames } from './parts/part.ts'

export interface Options {
  readonly rounds: number
  readonly seconds: number
  /** The size of a large blob. */
  readonly mebibytes: number
  /** Names of parts and of registries; of a kind of which none is named, the usual ones. */
  readonly only: readonly string[]
  readonly peers: readonly { readonly name: string; readonly url: URL }[]
  readonly profileFolder: string | undefined
}

export const help = `npm run bench -- [options]

Measures ecrd side by side with other registries on this machine, in interleaved rounds: medians and ratios.

  --rounds N         rounds that count; one more comes first and doesn't (7)
  --seconds N        how long a rate is measured in each round (1)
  --size N           the size of a large blob, in MiB (1024)
  --only NAME,…      only these parts and registries, by the names below or those of the peers
  --peer NAME=URL    one more registry, running and without passwords; what is pushed to it stays there. Repeatable
  --cpu-prof FOLDER  ecrd writes CPU profiles of its threads into this folder when it ends
  --help

parts:      ${partNames.join(', ')}
            (the last one only when it is named, and where PostgreSQL is installed)
            limits (what this machine can do, and ecrd's share of it)
            hostile (when it is named: how long ecrd stalls over what means no good, and the memory that it takes),
            or some of it: ${hostileNames.join(', ')}
registries: ecrd
            distribution (built at its first use, where Go is at hand)
            docker-registry (Debian's distribution 2.8; takes part only when it is named)
            moto (its server, which has AWS's API and no registry; installed when it is named, where Python is at hand)
            bare (a server that does nothing: it shows what the load reaches)
`

/** Undefined when help is asked for. */
export function parseOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '7' },
      seconds: { type: 'string', default: '1' },
      size: { type: 'string', default: '1024' },
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
    mebibytes: within('size', values.size, 1, 65_536),
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
