import { afterEach, beforeEach, describe, test } from 'vitest'
import { migrations } from '../../../src/database/migrations/migrations.ts'
import { canFailDisk } from '../../support/failing-disk.ts'
import { type Dice, dice } from '../pushing-client.ts'
import { expectBeforeOrAfter, openRig } from './before-or-after.ts'
import { type FailingStorage, type Fault, type FaultKind, openFailingStorage } from './failing-storage.ts'
import { deleteImage, type Flow, otherFlows, push } from './flows.ts'
import { dumpVersions, expectOneVersion, oldVersion } from './interrupted-upgrade.ts'
import { createOldTables } from './old-tables.ts'

/**
 * `npm run test:faults` tries each kind of fault at each access to the storage. Otherwise each access of a push and of a
 * delete meets one kind, and a few accesses of the others, chosen by chance: FAULT_SEED chooses others.
 */
const triesAll = process.env.FAULTS === 'all'
const seed = Number(process.env.FAULT_SEED ?? 1)
const timeoutMs = (triesAll ? 240 : 15) * 60_000

/** Meets a fault; what could be hit, in order. */
type Attempt = (fault: Fault) => Promise<readonly string[]>

describe.runIf(canFailDisk)('whatever access to the storage fails', { timeout: timeoutMs }, () => {
  let storage: FailingStorage
  beforeEach(async () => {
    storage = await openFailingStorage()
  })
  afterEach(() => storage.remove())

  async function tryFlow(flow: Flow, attemptSome: typeof attemptEach): Promise<void> {
    await using rig = await openRig(storage)
    await (triesAll ? attemptAll : attemptSome)(storage, (fault) => expectBeforeOrAfter(rig, flow, fault))
  }

  test.each([push, deleteImage])('a $name is done or not, and can be repeated', (flow) => tryFlow(flow, attemptEach))

  test.each(otherFlows)('a $name is done or not, and can be repeated', (flow) => tryFlow(flow, attemptFew))

  test('an upgrade of the tables is done or not, and can be repeated', async () => {
    const tables = await createOldTables(storage, migrations.slice(0, oldVersion))
    const versions = await dumpVersions(tables)
    const attempt: Attempt = (fault) => expectOneVersion(storage, tables, versions, fault)
    await (triesAll ? attemptAll : attemptFew)(storage, attempt)
    await tables.remove()
  })
})

/** Each kind at each access. */
async function attemptAll({ kinds }: FailingStorage, attempt: Attempt): Promise<void> {
  for (const kind of kinds) console.log(`${await untilNothingIsHit(attempt, () => kind)} times an access ${kind}`)
}

/** One kind at each access. */
async function attemptEach({ kinds }: FailingStorage, attempt: Attempt): Promise<void> {
  const roll = dice(seed)
  const count = await untilNothingIsHit(attempt, () => kindOf(kinds, roll))
  console.log(`${count} accesses, FAULT_SEED=${seed}`)
}

/** Each kind once. */
async function attemptFew({ kinds }: FailingStorage, attempt: Attempt): Promise<void> {
  const roll = dice(seed)
  const { length } = await attempt({ kind: 'kills', at: 0 })
  const faults = kinds.map((kind) => ({ kind, at: 1 + roll(length) }))
  for (const fault of faults) await attempt(fault)
  console.log(`${faults.map(({ kind, at }) => `${at} ${kind}`).join(', ')} of ${length} accesses, FAULT_SEED=${seed}`)
}

/** How many there are varies a little with what a server does beside. */
const missesAtEnd = 3

async function untilNothingIsHit(attempt: Attempt, nextKind: () => FaultKind): Promise<number> {
  let hits = 0
  for (let at = 1; at <= hits + missesAtEnd; at += 1) {
    const counted = await attempt({ kind: nextKind(), at })
    if (counted.length >= at) hits = at
  }
  return hits
}

/** Each kind as often as another, but that those which kill share one chance in eight: a process takes long to begin. */
function kindOf(kinds: readonly FaultKind[], roll: Dice): FaultKind {
  const kills = roll(8) === 0
  const possible = kinds.filter((kind) => kind.startsWith('kills') === kills)
  const kind = possible[roll(possible.length)]
  if (kind === undefined) throw new RangeError('there is no such kind')
  return kind
}
