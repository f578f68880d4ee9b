import { createEcrdOperations } from '../../src/ecrd/operations.ts'
import type { EcrdOperations } from '../../src/generated/ecrd.ts'
import { rootOf, scopeOf } from './callers.ts'
import { registryId, repositoryArn, repositoryName } from './ecr-requests.ts'
import type { Rights } from './rights.ts'

/** Every operation of ecrd's own, and what its caller needs. */

const scope = scopeOf(rootOf(registryId), 'us-east-1', { door: 'api' })

const requests: Readonly<Record<keyof EcrdOperations, Readonly<Record<string, unknown>>>> = {
  GetLifecycleRun: { registryId, repositoryName, runId: '00000000-0000-0000-0000-000000000000' },
  ListJobs: {},
  ListLifecycleRuns: { registryId, repositoryName },
  StartLifecycleRun: { registryId, repositoryName },
  WhyDenied: { principal: `arn:aws:iam::${registryId}:root`, action: 'ecr:PutImage' },
}

const operations = createEcrdOperations([])

export const ecrdRights: readonly (Rights & { readonly label: keyof EcrdOperations })[] = (
  Object.keys(operations) as (keyof EcrdOperations)[]
).map((label) => ({
  label,
  operation: operations[label],
  scope,
  input: requests[label],
  needed: [{ action: `ecrd:${label}`, resource: 'repositoryName' in requests[label] ? repositoryArn : '*' }],
}))
