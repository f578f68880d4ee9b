/**
 * Whether `text` as a whole matches `pattern`, in which `*` stands for any run of characters, also an empty one.
 * Greedy with one point to come back to: O(pattern × text) at the worst, and never more.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let at = 0
  let position = 0
  let star = -1
  let resumeFrom = 0
  while (position < text.length) {
    if (pattern[at] === '*') {
      star = at
      at += 1
      resumeFrom = position
    } else if (at < pattern.length && pattern[at] === text[position]) {
      at += 1
      position += 1
    } else if (star >= 0) {
      at = star + 1
      resumeFrom += 1
      position = resumeFrom
    } else {
      return false
    }
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}
