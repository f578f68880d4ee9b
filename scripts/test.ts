/** `npm test`: everything. The last line says how many passed and failed. */
import { fastSteps } from './check.ts'
import { prepareMachine } from './prepare-machine.ts'
import { runSteps, type Step } from './step.ts'
import { inWords, sum, type Tally } from './tally.ts'
import { vitestStep } from './vitest-step.ts'

/** Steps of one stage run side by side; what shows its progress, or uses the whole machine, runs alone. */
const stages: readonly (readonly [title: string, steps: readonly Step[]])[] = [
  ['What this machine has', [prepareMachine]],
  ['Sources and pure tests', fastSteps],
  ['Tests with servers', [vitestStep('servers', 'shown')]],
  ['Tests with servers on PostgreSQL and S3', [vitestStep('servers-on-postgres-and-s3', 'shown')]],
  ['Tests with real clients', [vitestStep('clients', 'shown')]],
  ['Tests with real clients on PostgreSQL and S3', [vitestStep('clients-on-postgres-and-s3', 'shown')]],
  ['The package as it is published', [vitestStep('packed', 'shown')]],
]

const tallies: Tally[] = []
for (const [title, steps] of stages) {
  console.log(`\n── ${title}`)
  tallies.push(...(await runSteps(steps)))
}
const total = sum(tallies)
process.exitCode = total.failed > 0 ? 1 : 0
console.log(`\n${inWords(total)}`)
