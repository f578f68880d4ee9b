/** `npm run check`: everything that needs no server, in under two minutes. */
import { pathToFileURL } from 'node:url'
import { conclude } from './conclude.ts'
import { commandStep, runSteps, type Step, tool } from './step.ts'
import { type RunOptions, vitestStep } from './vitest-step.ts'

/** The slowest first, so that no processor waits for the last one. Pure tests take half as long again when their branches are counted. */
export const fastSteps = ({ isMeasured }: Pick<RunOptions, 'isMeasured'>): readonly Step[] => [
  vitestStep(['unit'], 'kept', { isMeasured }),
  commandStep('lint', tool('node_modules/eslint/bin/eslint.js', '--max-warnings=0', '.')),
  commandStep('types', tool('node_modules/typescript/bin/tsc', '--noEmit')),
  commandStep('dead code', tool('node_modules/knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors')),
  commandStep(
    'arrows',
    tool('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.mjs', 'src'),
  ),
  commandStep('licences', tool('scripts/check-licences.ts')),
  commandStep('format', tool('node_modules/@biomejs/biome/bin/biome', 'format', '.')),
]

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  conclude(await runSteps(fastSteps({ isMeasured: false })))
}
