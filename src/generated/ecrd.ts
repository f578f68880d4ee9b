// ecrd, 2026-12-01. Written by scripts/generate-model.ts from model/ecrd.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface EcrdOperations {
  GetLifecycleRun: {
    input: GetLifecycleRunRequest
    output: GetLifecycleRunResponse
    errors:
      | 'AccessDeniedException'
      | 'InvalidParameterException'
      | 'LifecycleRunNotFoundException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
  }
  ListJobs: {
    input: ListJobsRequest
    output: ListJobsResponse
    errors: 'AccessDeniedException' | 'InvalidParameterException' | 'ServerException'
  }
  ListLifecycleRuns: {
    input: ListLifecycleRunsRequest
    output: ListLifecycleRunsResponse
    errors: 'AccessDeniedException' | 'InvalidParameterException' | 'RepositoryNotFoundException' | 'ServerException'
  }
  StartLifecycleRun: {
    input: StartLifecycleRunRequest
    output: StartLifecycleRunResponse
    errors:
      | 'AccessDeniedException'
      | 'InvalidParameterException'
      | 'LifecyclePolicyNotFoundException'
      | 'LifecycleRunInProgressException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
  }
  WhyDenied: {
    input: WhyDeniedRequest
    output: WhyDeniedResponse
    errors: 'AccessDeniedException' | 'InvalidParameterException' | 'ServerException' | 'ThrottlingException'
  }
}

export type EcrdErrorCode =
  | 'AccessDeniedException'
  | 'InvalidParameterException'
  | 'LifecyclePolicyNotFoundException'
  | 'LifecycleRunInProgressException'
  | 'LifecycleRunNotFoundException'
  | 'RepositoryNotFoundException'
  | 'ServerException'
  | 'ThrottlingException'

export type AccessDecision = 'ALLOWED' | 'DENIED'

export interface ContextEntry {
  readonly key: string
  readonly values: readonly string[]
}

export interface GetLifecycleRunRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly runId: string
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface GetLifecycleRunResponse {
  readonly run: LifecycleRun
  readonly repositoryName: string
  readonly lifecycleEventPolicy: LifecycleEventPolicy
  readonly lifecycleEventImageActions: readonly LifecycleEventImageAction[]
  readonly lifecycleEventFailureDetails: readonly LifecycleEventFailureDetail[]
  readonly nextToken?: string | undefined
}

export interface Job {
  readonly id: number
  readonly kind: string
  readonly state: JobState
  readonly attempts: number
  readonly failedAt: number
  readonly lastError: string
}

export type JobState = 'WAITING' | 'RUNNING' | 'DEAD'

export interface LifecycleEventFailureDetail {
  readonly lifecycleEventImage: LifecycleEventImage
  readonly rulePriority: number
  readonly failureCode: string
  readonly failureReason: string
}

export interface LifecycleEventImage {
  readonly digest: string
  readonly tagStatus: string
  readonly tagList: readonly string[]
  readonly pushedAt: number
}

export interface LifecycleEventImageAction {
  readonly lifecycleEventImage: LifecycleEventImage
  readonly rulePriority: number
  readonly action: string
  readonly reason: string
}

export interface LifecycleEventPolicy {
  readonly lifecycleEventRules: readonly LifecycleEventRule[]
  readonly lastEvaluatedAt: number
  readonly policyVersion: number
  readonly policyId: string
}

export interface LifecycleEventRule {
  readonly rulePriority: number
  readonly description?: string | undefined
  readonly lifecycleEventSelection: LifecycleEventSelection
  readonly action: string
}

export interface LifecycleEventSelection {
  readonly tagStatus: string
  readonly tagPrefixList?: readonly string[] | undefined
  readonly tagPatternList?: readonly string[] | undefined
  readonly storageClass?: string | undefined
  readonly countType: string
  readonly countUnit?: string | undefined
  readonly countNumber: number
}

export interface LifecycleRun {
  readonly runId: string
  readonly state: LifecycleRunState
  readonly dryRun: boolean
  readonly policyId?: string | undefined
  readonly policyVersion?: number | undefined
  readonly evaluatedAt: number
  readonly startedAt: number
  readonly endedAt?: number | undefined
  readonly imageCount: number
  readonly actionCount: number
  readonly doneCount: number
  readonly expiredCount: number
  readonly transitionedCount: number
  readonly failedCount: number
}

export type LifecycleRunState = 'WAITING' | 'RUNNING' | 'COMPLETE' | 'STOPPED'

export interface ListJobsRequest {
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface ListJobsResponse {
  readonly jobs: readonly Job[]
  readonly nextToken?: string | undefined
}

export interface ListLifecycleRunsRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface ListLifecycleRunsResponse {
  readonly runs: readonly LifecycleRun[]
  readonly nextToken?: string | undefined
}

export interface StartLifecycleRunRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly evaluateAt?: number | undefined
  readonly dryRun?: boolean | undefined
  readonly lifecyclePolicyText?: string | undefined
}

export interface StartLifecycleRunResponse {
  readonly runId: string
}

export interface WhyDeniedRequest {
  readonly principal: string
  readonly action: string
  readonly resource?: string | undefined
  readonly imageTag?: string | undefined
  readonly sourceIp?: string | undefined
  readonly contextEntries?: readonly ContextEntry[] | undefined
}

export interface WhyDeniedResponse {
  readonly decision: AccessDecision
  readonly principalArn: string
  readonly action: string
  readonly resource: string
  readonly reason: string
  readonly remedies: readonly string[]
  readonly findings: readonly string[]
  readonly nearMisses: readonly string[]
}
