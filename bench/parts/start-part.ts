import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bench, Part } from './part.ts'

/** A second one of its kind, over an empty folder. */
export function startPart({ folder: parent }: Bench): Part {
  return {
    name: 'start',
    figures: [{ title: 'first start to first answer', unit: 'ms', isRate: false }],
    async measure({ contender, registry }) {
      if (registry.process === undefined) return undefined
      const folder = await mkdtemp(join(parent, 'start-'))
      try {
        await using started = await contender.start(folder)
        return started.process && [{ value: started.process.startedInMs }]
      } finally {
        await rm(folder, { recursive: true })
      }
    },
  }
}
