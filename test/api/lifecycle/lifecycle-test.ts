import { PutLifecyclePolicyCommand } from '@aws-sdk/client-ecr'
import { imageOf, layerOf, type Image } from '../../support/images.ts'
import type { TestServer } from '../../support/test-server.ts'

const minuteMs = 60 * 1000
export const dayMs = 24 * 60 * minuteMs

export interface RuleDraft {
  readonly tagStatus?: 'tagged' | 'untagged' | 'any'
  readonly tagPrefixList?: readonly string[]
  readonly tagPatternList?: readonly string[]
  readonly countType?: string
  readonly countUnit?: string
  readonly countNumber?: number
  readonly storageClass?: string
  readonly action?: object
}

/** A policy with these rules, the first of which has the priority 1. */
export function policyOf(...rules: readonly RuleDraft[]): string {
  const all = rules.map(({ action = { type: 'expire' }, ...selection }, index) => ({
    rulePriority: index + 1,
    description: `rule ${index + 1}`,
    selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 1, ...selection },
    action,
  }))
  return JSON.stringify({ rules: all })
}

/** The `n`-th of many different images. */
export const nthImage = (n: number): Image => imageOf({ layers: [layerOf({ 'etc/motd': `image ${n}\n` })] })

export const putPolicy = (repositoryName: string, lifecyclePolicyText: string, registryId?: string) =>
  new PutLifecyclePolicyCommand({ repositoryName, lifecyclePolicyText, registryId })

let minutesAhead = 0

/** Has all policies evaluated that are due in some minutes, or in so many days. Afterwards it is today again: AWS's clients sign by the real clock. */
export async function evaluate({ clock, running }: TestServer, days = 0): Promise<void> {
  // Each time it is later than the last: schedules have moved on.
  minutesAhead += 10
  const byMs = days * dayMs + minutesAhead * minuteMs
  clock.advance(byMs)
  await running.jobs.runDue()
  clock.advance(-byMs)
}
