import type { ClockMove, ClockTimes } from '../dev/clock-rules.ts'
import { printInstant } from '../platform/print-instant.ts'
import { print } from '../platform/terminal.ts'
import { administer } from './admin/administer.ts'
import { moveClockTask, showClockTask } from './admin/clock-tasks.ts'
import type { RegistryOptions } from './admin/open-admin-context.ts'

/** `ecrd clock` */
export function showClock(options: RegistryOptions): Promise<number> {
  return administer(options, showClockTask, {}, printTimes)
}

/** `ecrd clock advance`, `set`, `reset`: prints what `ecrd clock` does afterwards. */
export function moveClock(options: RegistryOptions, move: ClockMove): Promise<number> {
  return administer(options, moveClockTask, move, printTimes)
}

/** A line for each clock, in columns that scripts can cut. */
function printTimes({ nowMs, systemMs }: ClockTimes): void {
  print(`registry  ${printInstant(nowMs)}\nsystem    ${printInstant(systemMs)}\n`)
}
