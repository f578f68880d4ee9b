import type { Step } from '../../property/registry-model.ts'

/** What is done while something fails, step by step, and what is there before. */
export interface Flow {
  readonly name: string
  /** Those that it is about. */
  readonly images: readonly number[]
  readonly prepared: readonly Step[]
  readonly steps: readonly Step[]
}

const repository = 'team/app'
const other = 'team/other'

const create: Step = { do: 'create', repository }

function pushOf(image: number, tag: string): readonly Step[] {
  return [
    { do: 'push', repository, blob: 2 * image + 1 },
    { do: 'push', repository, blob: 2 * image },
    { do: 'put', repository, image, tag },
  ]
}

/**
 * Two rounds find the garbage when it is so old, and remove the bytes of what was found when that is. A third one tries again what
 * failed in the first.
 */
export function collectAfter(hours: number, rounds: number): readonly Step[] {
  const each = Array.from({ length: rounds }, (): Step[] => [{ do: 'wait', hours }, { do: 'collect' }])
  return [...each.flat(), { do: 'wait', hours: -rounds * hours }]
}

export const push: Flow = { name: 'push', images: [0], prepared: [create], steps: pushOf(0, 'v1') }

export const deleteImage: Flow = {
  name: 'delete',
  images: [0],
  prepared: [create, ...pushOf(0, 'v1')],
  steps: [{ do: 'delete-image', repository, image: 0 }],
}

export const otherFlows: readonly Flow[] = [
  { name: 'push of a large layer', images: [2], prepared: [create], steps: pushOf(2, 'v1') },
  {
    name: 'retag',
    images: [0, 1],
    prepared: [create, ...pushOf(0, 'v1'), ...pushOf(1, 'v2')],
    steps: [{ do: 'put', repository, image: 0, tag: 'v2' }],
  },
  {
    name: 'mount',
    images: [0],
    prepared: [create, ...pushOf(0, 'v1'), { do: 'create', repository: other }],
    steps: [
      { do: 'mount', repository: other, blob: 1, from: repository },
      { do: 'mount', repository: other, blob: 0, from: repository },
      { do: 'put', repository: other, image: 0, tag: 'v1' },
    ],
  },
  {
    name: 'delete of a repository',
    images: [0, 1, 2],
    prepared: [create, ...pushOf(0, 'v1'), ...pushOf(1, 'v2'), { do: 'begin', repository, blob: 5 }],
    steps: [{ do: 'delete-repository', repository }, { do: 'collect' }],
  },
  {
    name: 'collection',
    images: [0, 1, 2],
    prepared: [
      create,
      ...pushOf(0, 'v1'),
      ...pushOf(1, 'v2'),
      { do: 'delete-image', repository, image: 1 },
      { do: 'begin', repository, blob: 5 },
      { do: 'push', repository, blob: 4 },
    ],
    steps: collectAfter(25, 2),
  },
]
