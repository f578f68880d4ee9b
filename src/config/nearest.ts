/** The known name that a mistyped one most likely meant; undefined when none is near. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const name of known) {
    const distance = editDistance(typed.toLowerCase(), name.toLowerCase())
    if (distance < bestDistance && distance <= Math.max(2, name.length / 3)) {
      best = name
      bestDistance = distance
    }
  }
  return best
}

/** Ends a sentence about an unknown name: `; did you mean port?`, or a full stop. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const meant = nearest(typed, known)
  return meant === undefined ? '.' : `; did you mean ${meant}?`
}

/** Levenshtein's distance, one row at a time. Names longer than any of ours are cut, so that the work is bounded. */
function editDistance(from: string, to: string): number {
  const source = from.slice(0, 64)
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let line = 1; line <= source.length; line++) {
    const next = [line]
    for (let column = 1; column <= to.length; column++) {
      const replaced = at(row, column - 1) + (source[line - 1] === to[column - 1] ? 0 : 1)
      next.push(Math.min(replaced, at(row, column) + 1, at(next, column - 1) + 1))
    }
    row = next
  }
  return at(row, to.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}
