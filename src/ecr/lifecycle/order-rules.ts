import type { Pace } from '../../platform/pace.ts'

/** How images hold on to each other. */
export interface LinkedImage {
  readonly id: number
  readonly parents: readonly number[]
  readonly subjectId: number | undefined
}

/**
 * Images in an order in which each comes after the indexes that name it and after its subject; those that wait for nothing
 * come first, in the given order. Images that wait for each other in a circle, and those that wait for them, are left out: such
 * a circle is an index that refers to an image which it names itself.
 * A. B. Kahn: Topological sorting of large networks, 1962.
 */
export function* orderImages<T extends LinkedImage>(
  images: readonly T[],
  known: ReadonlyMap<number, T>,
  pace: Pace,
): Generator<undefined, readonly T[]> {
  const waitsFor = new Map<number, number>()
  const followers = new Map<number, T[]>()
  const ordered: T[] = []
  const add = (image: T): number => {
    const leaders = leadersOf(image).filter((id) => known.has(id))
    if (leaders.length === 0) ordered.push(image)
    else waitsFor.set(image.id, leaders.length)
    for (const leader of leaders) {
      const others = followers.get(leader)
      if (others === undefined) followers.set(leader, [image])
      else others.push(image)
    }
    return 1 + leaders.length
  }
  const release = (image: T): number => {
    const released = followers.get(image.id) ?? []
    for (const follower of released) {
      const left = (waitsFor.get(follower.id) ?? 0) - 1
      waitsFor.set(follower.id, left)
      if (left === 0) ordered.push(follower)
    }
    return 1 + released.length
  }
  for (const image of images) if (pace.isOver(add(image))) yield
  for (const image of ordered) if (pace.isOver(release(image))) yield
  return ordered
}

function leadersOf({ parents, subjectId }: LinkedImage): readonly number[] {
  return subjectId === undefined ? parents : [...parents, subjectId]
}
