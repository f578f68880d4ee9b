import type { Generated } from 'kysely'

/** Lifecycle policies and what they did: see schema.ts. */

export interface LifecyclePolicyTable {
  repository_id: number
  /** A policy that is deleted and put again is another one. */
  policy_id: string
  /** Grows each time it is put. */
  version: number
  /** In its normal form. */
  document: string
  last_evaluated_at: number | null
  /** When it is evaluated at the latest. */
  next_evaluation_at: number
}

/** One evaluation of a policy. It has no foreign key: it is kept when its repository is gone. */
export interface LifecycleRunTable {
  id: Generated<number>
  uuid: string
  repository_id: number
  repository_name: string
  /** `run` changes images; a `dry-run` of somebody, and the `preview` of ECR's API, only say what would change. */
  purpose: 'run' | 'dry-run' | 'preview'
  state: 'waiting' | 'running' | 'complete' | 'stopped'
  /** Grows with every change: whoever finds another one was overtaken, and changes nothing. */
  revision: number
  /** '' and 0 where the document isn't that of the repository's policy. */
  policy_id: string
  policy_version: number
  document: string
  /** The time by which ages count. */
  evaluated_at: number
  created_at: number
  ended_at: number | null
  /** How many images were looked at, are to be acted on, and have been. */
  image_count: number
  action_count: number
  done_count: number
  expired_count: number
  transitioned_count: number
  failed_count: number
}

/** What a run did with an image, or would do. */
export interface LifecycleActionTable {
  run_id: number
  /** Counted from one, in the order in which they were done. */
  position: number
  digest: string
  /** JSON: the first tags of the image. */
  tags: string
  is_tagged: number
  pushed_at: number
  storage_class: 'STANDARD' | 'ARCHIVE'
  type: 'expire' | 'transition'
  rule_priority: number
  reason: string
  /** Null where it was done. */
  failure_code: string | null
  failure_reason: string | null
}
