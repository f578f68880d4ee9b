import { describeImagesPart } from './describe-images-part.ts'
import { largePullPart, largePushPart } from './large-blob-parts.ts'
import { lifecycleDecisionPart } from './lifecycle-decision-part.ts'
import type { Bench, Part } from './part.ts'
import { policyParts } from './policy-parts.ts'
import { rateParts } from './rate-parts.ts'
import { startPart } from './start-part.ts'

/** In the order in which they are measured. */
export function allParts(bench: Bench): readonly Part[] {
  return [
    ...rateParts(bench),
    ...policyParts(bench),
    lifecycleDecisionPart(),
    largePushPart(bench, 'large-push', 1),
    largePushPart(bench, 'large-push-4', 4),
    largePullPart(bench),
    startPart(bench),
    describeImagesPart(bench),
  ]
}
