/** `npm test`: everything. The last line says how many passed and failed. */
import { branchStep } from './branch-coverage.ts'
import { fastSteps } from './check.ts'
import { conclude } from './conclude.ts'
import { compileGoPrograms } from './go-programs.ts'
import { prepareMachine } from './prepare-machine.ts'
import { type Result, runSteps, type Step } from './step.ts'
import { noteThrownErrors } from './thrown-errors.ts'
import { vitestStep } from './vitest-step.ts'

const thrownErrors = await noteThrownErrors()
const compiled = compileGoPrograms()

const besideServers = compiled('an S3 server, a credential helper', ['versitygw', 'docker-credential-ecr-login'])
const goClients = compiled('clients in Go', ['crane', 'regctl', 'helm', 'cosign', 'ecr-credential-provider'])

/** A stage is done when all of it is: what stands beside each other runs so, and what is below waits for it. */
const stages: readonly (readonly [title: string, ...groups: (readonly Step[])[]])[] = [
  ['What this machine has, sources and pure tests', [prepareMachine, ...fastSteps({ isMeasured: true })]],
  [
    'Tests with servers, and with Docker',
    [besideServers],
    // A Docker Engine waits for much: others have the time.
    [
      vitestStep(['servers', 'processes'], 'shown'),
      vitestStep(['clients-with-docker'], 'kept'),
      vitestStep(['stores'], 'kept', { isMeasured: true }),
      vitestStep(['failing-storage'], 'kept'),
    ],
    [thrownErrors, branchStep(['unit', 'stores'])],
  ],
  [
    'Tests with servers on PostgreSQL and S3, and with clients that need no Docker',
    [goClients],
    [
      vitestStep(['servers-on-postgres-and-s3'], 'shown'),
      vitestStep(['clients'], 'kept'),
      vitestStep(['failing-postgres-and-s3'], 'kept'),
    ],
  ],
  [
    'Tests with Docker on PostgreSQL and S3, and the package as it is published',
    [vitestStep(['clients-on-postgres-and-s3'], 'shown'), vitestStep(['packed'], 'kept')],
  ],
]

const results: Result[] = []
for (const [title, ...groups] of stages) {
  console.log(`\n── ${title}`)
  for (const steps of groups) results.push(...(await runSteps(steps)))
}
conclude(results)
