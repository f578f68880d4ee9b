/**
 * The models' patterns are Java's and hold for the whole text. All of them but those below run in linear time
 * (`pattern.test.ts` tries texts that would hang others).
 */
export const linearTwins: Readonly<Record<string, string>> = {
  // `[._\-/a-z0-9*]?[a-z0-9*]+` divides a run of letters in exponentially many ways: a separator is all that may differ.
  '^[a-z0-9*](?:[._\\-/a-z0-9*]?[a-z0-9*]+)*$': '^[a-z0-9*](?:[._\\-/]?[a-z0-9*])*$',
  // A space is in both classes, so a run of spaces divides in as many ways: only the tab separates.
  '^[ \\t]*[^\\x00-\\x1F:\\x7F]+([ \\t]+[^\\x00-\\x1F:\\x7F]+)*[ \\t]*$':
    '^\\t*[^\\x00-\\x1F:\\x7F][^\\x00-\\x08\\x0A-\\x1F:\\x7F]*$',
  '^[ \\t]*[\\x20-\\x7E]+([ \\t]+[\\x20-\\x7E]+)*[ \\t]*$': '^\\t*[\\x20-\\x7E][\\t\\x20-\\x7E]*$',
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
