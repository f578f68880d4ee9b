/**
 * The models' patterns are Java's and hold for the whole text. All of them but those below run in linear time
 * (`pattern.test.ts` tries texts that would hang others).
 */
const linearTwins: Readonly<Record<string, string>> = {
  // `[._\-/a-z0-9*]?[a-z0-9*]+` divides a run of letters in exponentially many ways: a separator is all that may differ.
  '^[a-z0-9*](?:[._\\-/a-z0-9*]?[a-z0-9*]+)*$': '^[a-z0-9*](?:[._\\-/]?[a-z0-9*])*$',
}

/** Longer texts match no pattern: a shape without a maximum must not hand megabytes to a regular expression. */
const longestMatchLength = 131_072

export function compilePattern(pattern: string): (text: string) => boolean {
  const expression = wholeText(pattern)
  return (text) => text.length <= longestMatchLength && expression.test(text)
}

export function wholeText(pattern: string): RegExp {
  // Only Unicode classes need the Unicode mode, which refuses some of the other patterns' escapes.
  return new RegExp(`^(?:${linearTwins[pattern] ?? pattern})$`, pattern.includes('\\p{') ? 'u' : '')
}
