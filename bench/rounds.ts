import { forgetPeak, peakMebibytes } from './memory.ts'
import type { Measured, Part, Subject } from './parts/part.ts'

/** What the rounds of one part gave, for one registry. */
export interface Outcome {
  readonly registry: string
  /** One row of values for each round, in the order of the part's figures; empty when it can't be measured. */
  readonly rounds: readonly (readonly Measured[])[]
  /** The most memory that it had meanwhile; undefined when the process is not ours. */
  readonly peakMebibytes: number | undefined
}

/**
 * Every registry has its turn in every round, so that what else the machine does hits all of them. Each round another one
 * begins.
 * The first round warms up and doesn't count.
 */
export async function runRounds(part: Part, subjects: readonly Subject[], rounds: number): Promise<Outcome[]> {
  for (const { registry } of subjects) if (registry.process) await forgetPeak(registry.process.pid)
  const measured = new Map<Subject, (readonly Measured[])[]>(subjects.map((subject) => [subject, []]))
  try {
    for (const subject of subjects) await part.prepare?.(subject)
    for (let round = 0; round <= rounds; round += 1) {
      for (const subject of rotated(subjects, round)) {
        const value = await part.measure(subject)
        if (value !== undefined && round > 0) measured.get(subject)?.push(value)
      }
    }
  } finally {
    for (const subject of subjects) await part.finish?.(subject)
  }
  const outcomes = [...measured].map(async ([{ contender, registry }, values]) => ({
    registry: contender.name,
    rounds: values,
    peakMebibytes: registry.process && (await peakMebibytes(registry.process.pid)),
  }))
  return Promise.all(outcomes)
}

function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const at = by % list.length
  return [...list.slice(at), ...list.slice(0, at)]
}
