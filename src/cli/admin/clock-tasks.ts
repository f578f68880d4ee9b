import { z } from 'zod'
import { type ClockMove, type ClockTimes, latestMs, type NotMoved } from '../../dev/clock-rules.ts'
import type { DevClock } from '../../dev/dev-clock.ts'
import { printInstant } from '../../platform/print-instant.ts'
import { AdminRefusal, type AdminTask, type AdminContext } from './admin-task.ts'

export const showClockTask: AdminTask<Record<string, never>, ClockTimes> = {
  name: 'show-clock',
  input: z.object({}),
  run(admin) {
    return Promise.resolve(timesOf(requireDevClock(admin)))
  },
}

const ms = z.number().int()

const anyMove: z.ZodType<ClockMove> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('advance'), byMs: ms }),
  z.object({ kind: z.literal('set'), toMs: ms }),
  z.object({ kind: z.literal('reset') }),
])

/** What had to wait for the time that it is then is done at once: uploads that were left alone and layers without an image are gone. */
export const moveClockTask: AdminTask<ClockMove, ClockTimes> = {
  name: 'move-clock',
  input: anyMove,
  async run(admin, move) {
    const clock = requireDevClock(admin)
    const notMoved = await clock.move(move)
    if (notMoved !== undefined) throw new AdminRefusal(refusals[notMoved](clock.now()))
    return timesOf(clock)
  },
}

function requireDevClock({ devClock }: AdminContext): DevClock {
  if (devClock !== undefined) return devClock
  throw new AdminRefusal(
    "The clock of this registry is the system's: only a registry that was created with --dev has one that can be moved.",
  )
}

function timesOf(clock: DevClock): ClockTimes {
  const nowMs = clock.now()
  return { nowMs, systemMs: nowMs - clock.offsetMs }
}

const refusals: Readonly<Record<NotMoved, (nowMs: number) => string>> = {
  backwards: (nowMs) =>
    `The clock shows ${printInstant(nowMs)} and is only moved forward. Take it back to the system's time with: ecrd clock reset`,
  'too-far': () => `The clock can't be moved beyond ${printInstant(latestMs)}.`,
}
