import type { EcrdOperations } from '../generated/ecrd.ts'
import type { AnyOperation } from '../request/operation.ts'
import type { CreatePolicySource } from '../request/policy-source.ts'
import { getLifecycleRun } from './get-lifecycle-run.ts'
import { listJobs } from './list-jobs.ts'
import { listLifecycleRuns } from './list-lifecycle-runs.ts'
import { startLifecycleRun } from './start-lifecycle-run.ts'
import { createWhyDenied } from './why-denied.ts'

/** What ecrd can do beside AWS's APIs. `policySources` are those of the other services: WhyDenied decides about all of them. */
export function createEcrdOperations(
  policySources: readonly CreatePolicySource[],
): Readonly<Record<keyof EcrdOperations, AnyOperation>> {
  return {
    GetLifecycleRun: getLifecycleRun,
    ListJobs: listJobs,
    ListLifecycleRuns: listLifecycleRuns,
    StartLifecycleRun: startLifecycleRun,
    WhyDenied: createWhyDenied(policySources),
  }
}
