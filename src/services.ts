import { createEcrPolicySource } from './ecr/policy-source.ts'
import { ecrJobs } from './ecr/jobs.ts'
import { ecrOperations } from './ecr/operations.ts'
import { createEcrdOperations } from './ecrd/operations.ts'
import { iamModel } from './generated/iam.model.ts'
import { stsModel } from './generated/sts.model.ts'
import { ecrdService } from './http/aws-json/ecrd-service.ts'
import { ecrService } from './http/aws-json/ecr-service.ts'
import { taggingService } from './http/aws-json/tagging-service.ts'
import type { DoorService } from './http/aws-door.ts'
import { iamOperations } from './iam/operations.ts'
import { createIamPolicySource } from './iam/policy-source.ts'
import { judgedNames } from './iam/simulation/exclusions.ts'
import type { Job } from './jobs/define-job.ts'
import type { CreatePolicySource } from './request/policy-source.ts'
import { taggingOperations } from './resource-groups-tagging/operations.ts'
import type { ServiceName } from './served-services.ts'
import { stsOperations } from './sts/operations.ts'
import { removeExpiredSessionsJob } from './sts/remove-expired-sessions.job.ts'

/** A service, with all that ecrd needs to serve it: its model and operations, by protocol, its policies and its jobs. */
export type Service = DoorService & {
  readonly policySource?: CreatePolicySource
  readonly jobs?: readonly Job<never>[]
}

const servicesOfAws: Readonly<Record<Exclude<ServiceName, 'ecrd'>, Service>> = {
  ecr: {
    protocols: ['json'],
    settings: ecrService,
    operations: ecrOperations,
    policySource: createEcrPolicySource,
    jobs: ecrJobs,
  },
  resourcegroupstaggingapi: {
    protocols: ['json', 'cbor'],
    settings: taggingService,
    operations: taggingOperations,
  },
  sts: {
    protocols: ['query'],
    settings: { model: stsModel },
    operations: stsOperations,
    jobs: [removeExpiredSessionsJob],
  },
  iam: {
    protocols: ['query'],
    settings: { model: iamModel, judgedByOperations: new Set([judgedNames]) },
    operations: iamOperations,
    policySource: createIamPolicySource,
  },
}

export const policySources: readonly CreatePolicySource[] = Object.values(servicesOfAws).flatMap(
  ({ policySource }) => policySource ?? [],
)

/** Every service once. Its name, for those who need no more, is in served-services.ts; the type wants both. */
export const services: Readonly<Record<ServiceName, Service>> = {
  ...servicesOfAws,
  ecrd: {
    protocols: ['json'],
    settings: ecrdService,
    operations: createEcrdOperations(policySources),
  },
}

export const jobKinds: readonly Job<never>[] = Object.values(services).flatMap((service) => service.jobs ?? [])
