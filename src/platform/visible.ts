/**
 * Text that comes from elsewhere may hold characters that a terminal obeys (escape sequences begin with C0's ESC or C1's CSI),
 * or that show a line in another order than it has: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 * They are shown instead, as JSON escapes them: `\u001b`. Line feeds and tabs are text.
 */
export function visible(text: string): string {
  // Nearly every text is plain, and that is quickly seen.
  if (!/[^\n\t -~]/.test(text)) return text
  return text.replace(obeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const obeyed = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

/** A line of JSON whose values hold no such character once they are parsed, because a terminal prints the values. */
export function visibleValues(line: string): string {
  const values: unknown = JSON.parse(line, (_key, value: unknown) =>
    typeof value === 'string' ? visible(value) : value,
  )
  return `${JSON.stringify(values)}\n`
}
