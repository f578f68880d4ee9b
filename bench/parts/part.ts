import type { Generator } from '../loads/generator.ts'
import type { Contender, Registry } from '../registries/registry.ts'
import type { Seed } from '../seed.ts'

/** What is measured together: some figures, of which each has a line in the table. */
export interface Part {
  readonly name: PartName
  readonly figures: readonly Figure[]
  /** Once, before the first round. */
  prepare?(subject: Subject): Promise<void>
  /** A value for each figure; undefined when this registry can't be measured in this way. */
  measure(subject: Subject): Promise<readonly Measured[] | undefined>
  /** Once, after the last round or a failure. */
  finish?(subject: Subject): Promise<void>
}

export interface Measured {
  /** NaN where there is none. */
  readonly value: number
  /** Of a rate: how many times as much the load could have made. */
  readonly headroom?: number
}

export interface Figure {
  readonly title: string
  readonly unit: string
  /** A rate that the load generator may limit; the others are costs. */
  readonly isRate: boolean
}

/** A registry that takes part, with what was pushed to it before. */
export interface Subject {
  readonly contender: Contender
  readonly registry: Registry
  /** Undefined where nothing can be pushed to. */
  readonly seed: Seed | undefined
}

export const partNames = [
  'manifest-get',
  'manifest-head',
  'blob-head',
  'blob-get',
  'images',
  'put-image',
  'describe-repositories',
  'manifest-get-by-user',
  'decision',
  'lifecycle-decision',
  'large-push',
  'large-push-4',
  'large-pull',
  'start',
  'describe-images-postgres',
] as const
export type PartName = (typeof partNames)[number]

/** Measured only when it is named: it starts a PostgreSQL. */
export const describeImagesPostgres = 'describe-images-postgres' satisfies PartName

/** What parts measure with, and how much. */
export interface Bench {
  readonly generator: Generator
  /** How long a rate is measured in each round. */
  readonly seconds: number
  /** The size of a large blob. */
  readonly mebibytes: number
  /** Where registries may be started. */
  readonly folder: string
}
