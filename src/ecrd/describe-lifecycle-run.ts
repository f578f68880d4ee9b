import type { Action } from '../ecr/lifecycle/lifecycle-actions.table.ts'
import type { Run } from '../ecr/lifecycle/lifecycle-runs.table.ts'
import { type LifecycleRule, parseLifecyclePolicy } from '../ecr/lifecycle/policy-rules.ts'
import type {
  GetLifecycleRunResponse,
  LifecycleEventImage,
  LifecycleEventPolicy,
  LifecycleEventRule,
  LifecycleRun,
  LifecycleRunState,
} from '../generated/ecrd.ts'

export function describeRun(run: Run): LifecycleRun {
  return {
    runId: run.uuid,
    state: run.state.toUpperCase() as LifecycleRunState,
    dryRun: run.purpose !== 'run',
    policyId: run.policy_id === '' ? undefined : run.policy_id,
    policyVersion: run.policy_id === '' ? undefined : run.policy_version,
    evaluatedAt: run.evaluated_at,
    startedAt: run.created_at,
    endedAt: run.ended_at ?? undefined,
    imageCount: run.image_count,
    actionCount: run.action_count,
    doneCount: run.done_count,
    expiredCount: run.expired_count,
    transitionedCount: run.transitioned_count,
    failedCount: run.failed_count,
  }
}

/**
 * A policy as ECR's event PolicyExecutionEvent shows it:
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/logging-using-cloudtrail.html#cloudtrail-examples-lcp
 */
export function describeEventPolicy(run: Run): LifecycleEventPolicy {
  return {
    lifecycleEventRules: parseLifecyclePolicy(run.document).rules.map(describeEventRule),
    lastEvaluatedAt: run.evaluated_at,
    policyVersion: run.policy_version,
    policyId: run.policy_id,
  }
}

/** How the event calls what is counted; of the newer kinds no example is known. */
const countTypes = {
  imageCountMoreThan: 'Image count more than',
  sinceImagePushed: 'Since image pushed',
  sinceImagePulled: 'Since image pulled',
  sinceImageTransitioned: 'Since image transitioned',
} as const

function describeEventRule({ rulePriority, description, selection, action }: LifecycleRule): LifecycleEventRule {
  const { tagStatus, tagPrefixList, tagPatternList, storageClass, countType, countUnit, countNumber } = selection
  return {
    rulePriority,
    description,
    lifecycleEventSelection: {
      tagStatus: capitalized(tagStatus),
      tagPrefixList,
      tagPatternList,
      storageClass: storageClass === undefined ? undefined : capitalized(storageClass),
      countType: countTypes[countType],
      countUnit: countUnit === undefined ? undefined : capitalized(countUnit),
      countNumber,
    },
    action: capitalized(action.type),
  }
}

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

type Images = Pick<GetLifecycleRunResponse, 'lifecycleEventImageActions' | 'lifecycleEventFailureDetails'>

export function describeActions(actions: readonly Action[]): Images {
  return {
    lifecycleEventImageActions: actions.filter(isDone).map((action) => ({
      lifecycleEventImage: describeImage(action),
      rulePriority: action.rule_priority,
      action: capitalized(action.type),
      reason: action.reason,
    })),
    lifecycleEventFailureDetails: actions
      .filter((action) => !isDone(action))
      .map((action) => ({
        lifecycleEventImage: describeImage(action),
        rulePriority: action.rule_priority,
        failureCode: action.failure_code ?? '',
        failureReason: action.failure_reason ?? '',
      })),
  }
}

const isDone = ({ failure_code: code }: Action): boolean => code === null

function describeImage({ digest, tags, is_tagged: isTagged, pushed_at: pushedAt }: Action): LifecycleEventImage {
  return {
    digest,
    tagStatus: isTagged === 1 ? 'Tagged' : 'Untagged',
    tagList: JSON.parse(tags) as readonly string[],
    pushedAt,
  }
}
