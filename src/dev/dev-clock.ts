import type { Database } from '../database/database.ts'
import { first, run, type Work } from '../database/statement.ts'
import { removalDelayMs } from '../ecr/layers/layer-rules.ts'
import type { Clock } from '../platform/clock.ts'
import { bringForward } from '../jobs/job.table.ts'
import { selectClockOffset, updateClockOffset } from './clock-offset.table.ts'
import { type ClockMove, decideOffset, type NotMoved } from './clock-rules.ts'

/**
 * The registry's clock under `--dev`: the system's, and ahead of it by what the database says. So it shows the same after a
 * restart and on every server of the database, whoever moves it.
 */
export interface DevClock extends Clock {
  /** How far it is ahead. */
  readonly offsetMs: number
  /** Undefined when it was moved. */
  move(move: ClockMove): Promise<NotMoved | undefined>
  /** Goes by what the database says now. */
  follow(): Promise<void>
  /** Has this done whenever it has moved; whoever moves it waits for that. */
  whenMoved(act: () => Promise<void>): void
}

/** A server learns so soon that another one, or a command, moved the clock. */
export const followIntervalMs = 1_000

export async function openDevClock(database: Database, systemClock: Clock): Promise<DevClock> {
  let offsetMs = await database.read(findClockOffset)
  let act = (): Promise<void> => Promise.resolve()
  let following = Promise.resolve()

  async function readOffset(): Promise<void> {
    const before = offsetMs
    offsetMs = await database.read(findClockOffset)
    if (offsetMs !== before) await act()
  }

  /** One after the other: of two that read at the same time, the older answer could be the last to come. */
  function follow(): Promise<void> {
    following = following.catch(() => undefined).then(readOffset)
    return following
  }

  return {
    get offsetMs() {
      return offsetMs
    },
    now: () => systemClock.now() + offsetMs,
    async move(move) {
      const notMoved = await database.change(() => moveOffset(systemClock.now(), move))
      await follow()
      return notMoved
    },
    follow,
    whenMoved(whatToDo) {
      act = whatToDo
    },
  }
}

/** Of a database that was not made with `--dev` it is 0. */
export function* findClockOffset(): Work<number> {
  return (yield* first(selectClockOffset, {}))?.clock_offset_ms ?? 0
}

function* moveOffset(systemMs: number, move: ClockMove): Work<NotMoved | undefined> {
  const decided = decideOffset({ nowMs: systemMs + (yield* findClockOffset()), systemMs }, move)
  if (typeof decided === 'string') return decided
  yield* run(updateClockOffset, { clockOffsetMs: decided })
  // Jobs would wait for the time that the clock showed; none is put off for longer than the removal of bytes.
  if (move.kind === 'reset') yield* bringForward(systemMs + removalDelayMs)
  return undefined
}
