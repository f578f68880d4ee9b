// ecrd, 2026-12-01. Written by scripts/generate-model.ts from model/ecrd.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface EcrdOperations {
  ListJobs: {
    input: ListJobsRequest
    output: ListJobsResponse
    errors: 'AccessDeniedException' | 'InvalidParameterException' | 'ServerException'
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
  | 'ServerException'
  | 'ThrottlingException'

export type AccessDecision = 'ALLOWED' | 'DENIED'

export interface ContextEntry {
  readonly key: string
  readonly values: readonly string[]
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

export interface ListJobsRequest {
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface ListJobsResponse {
  readonly jobs: readonly Job[]
  readonly nextToken?: string | undefined
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
