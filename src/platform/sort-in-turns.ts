import type { Pace } from './pace.ts'

/** So many are sorted or merged in one piece. */
const pieceLength = 1_000

type Compare<T> = (a: T, b: T) => number

/** What `toSorted` gives, of a list that would hold up the event loop: short runs are sorted, and merged two by two. */
export function* sortInTurns<T extends object>(
  items: readonly T[],
  compare: Compare<T>,
  pace: Pace,
): Generator<undefined, readonly T[]> {
  let runs: (readonly T[])[] = []
  for (let start = 0; start < items.length; start += pieceLength) {
    runs.push(items.slice(start, start + pieceLength).sort(compare))
    if (pace.isOver(10 * pieceLength)) yield
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = []
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? [], compare, pace))
    }
    runs = merged
  }
  return runs[0] ?? []
}

function* merge<T extends object>(
  left: readonly T[],
  right: readonly T[],
  compare: Compare<T>,
  pace: Pace,
): Generator<undefined, readonly T[]> {
  const merging: Merging<T> = { left, right, leftTaken: 0, rightTaken: 0, merged: [] }
  while (merging.merged.length < left.length + right.length) {
    mergePiece(merging, compare)
    if (pace.isOver(pieceLength)) yield
  }
  return merging.merged
}

interface Merging<T> {
  readonly left: readonly T[]
  readonly right: readonly T[]
  leftTaken: number
  rightTaken: number
  readonly merged: T[]
}

function mergePiece<T extends object>(merging: Merging<T>, compare: Compare<T>): void {
  for (let length = 0; length < pieceLength; length += 1) {
    const first = merging.left[merging.leftTaken]
    const second = merging.right[merging.rightTaken]
    if (first !== undefined && (second === undefined || compare(first, second) <= 0)) {
      merging.merged.push(first)
      merging.leftTaken += 1
    } else if (second !== undefined) {
      merging.merged.push(second)
      merging.rightTaken += 1
    }
  }
}
