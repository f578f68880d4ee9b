import { performance } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import { decideLifecycle, type ImageFacts } from '../../src/ecr/lifecycle/lifecycle-rules.ts'
import { type LifecyclePolicy, parseLifecyclePolicy } from '../../src/ecr/lifecycle/policy-rules.ts'
import type { Measured, Part } from './part.ts'

const imageCount = 100_000
const ruleCount = 50
const dayMs = 86_400_000
const nowMs = Date.UTC(2026, 11, 1)

/** What a lifecycle policy takes to decide, without its database. Only ecrd applies any. */
export function lifecycleDecisionPart(): Part {
  const policy = largePolicy()
  let images: readonly ImageFacts[] | undefined
  return {
    name: 'lifecycle-decision',
    figures: [
      { title: `lifecycle: ${imageCount.toLocaleString('en')} images, ${ruleCount} rules`, unit: 'ms', isRate: false },
      { title: '— processor time', unit: 'ms', isRate: false },
      { title: '— processor time of the longest stretch without a yield', unit: 'ms', isRate: false },
      { title: '— most heap beyond the images, garbage included', unit: 'MiB', isRate: false },
    ],
    async measure({ contender }) {
      if (contender.name !== 'ecrd') return undefined
      images ??= Array.from({ length: imageCount }, (_, at) => imageAt(at))
      return timeDecision(policy, images)
    },
  }
}

/** Stretches are measured in the time of the processor: what else the machine does would make the longest one much longer. */
function timeDecision(policy: LifecyclePolicy, images: readonly ImageFacts[]): readonly Measured[] {
  const heapBefore = getHeapStatistics().used_heap_size
  let mostHeap = heapBefore
  let busyMs = 0
  let longestMs = 0
  const start = performance.now()
  const decision = decideLifecycle(policy, images, nowMs)
  for (let isDone = false; !isDone; ) {
    const before = threadMs()
    isDone = decision.next().done === true
    const stretchMs = threadMs() - before
    busyMs += stretchMs
    longestMs = Math.max(longestMs, stretchMs)
    mostHeap = Math.max(mostHeap, getHeapStatistics().used_heap_size)
  }
  const tookMs = performance.now() - start
  return [tookMs, busyMs, longestMs, (mostHeap - heapBefore) / 2 ** 20].map((value) => ({ value }))
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** One rule for untagged images, one for any, the others for tags; every second one counts, and so has to look at all images. */
function largePolicy(): LifecyclePolicy {
  const expire = { type: 'expire' }
  const byTags = Array.from({ length: ruleCount - 2 }, (_, at) => ({
    selection: {
      tagStatus: 'tagged',
      ...(at % 3 === 0 ? { tagPrefixList: [`team-${at}-`] } : { tagPatternList: [`team-${at}-*-v*`, '*'] }),
      ...(at % 2 === 0
        ? { countType: 'imageCountMoreThan', countNumber: 100 }
        : { countType: 'sinceImagePushed', countUnit: 'days', countNumber: 90 }),
    },
  }))
  const untagged = { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 }
  const any = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 10_000 }
  const rules = [...byTags, { selection: untagged }, { selection: any }].map((rule, at) => ({
    rulePriority: at + 1,
    ...rule,
    action: expire,
  }))
  return parseLifecyclePolicy(JSON.stringify({ rules }))
}

/** Of ten images one is an index, three are its children, one signs the index, and the others are alone; pushed in no order. */
function imageAt(at: number): ImageFacts {
  const role = at % 10
  const index = at - role
  const isPart = role >= 1 && role <= 3
  const tagCount = isPart || role === 4 ? 0 : 1 + (at % 3)
  return {
    id: at,
    digest: `sha256:${at.toString(16).padStart(64, '0')}`,
    tags: Array.from({ length: tagCount }, (_, tag) => `team-${(at + tag) % 60}-main-v1.${at}`),
    pushedAt: nowMs - ((at * 7_919) % 365) * dayMs,
    lastPulledAt: undefined,
    storageClass: 'standard',
    archivedAt: undefined,
    activatedAt: undefined,
    parents: isPart ? [index] : [],
    subjectId: role === 4 ? index : undefined,
  }
}
