/** Both counted from 1; the column is that of the next character. */
export interface TextPosition {
  readonly line: number
  readonly column: number
}

export interface TextSpan {
  readonly start: TextPosition
  readonly end: TextPosition
}

/**
 * Where the statements of a document stand, as IAM's simulator says it: it begins where its parser has arrived before a
 * statement, so behind the bracket that opens the list or the brace that closed the statement before.
 *
 *     {"Version":"2012-10-17","Statement":[{"Effect":"Allow",…},{"Effect":"Deny",…}]}
 *                                          └ 1: 38              └ 2: where 1 ends
 *
 * A statement that stands alone, without a list, begins behind its own brace. The text is one that `parsePolicy` has taken.
 * https://docs.aws.amazon.com/cli/latest/reference/iam/simulate-custom-policy.html#examples
 */
export function statementPositions(text: string): readonly TextSpan[] {
  const spans: TextSpan[] = []
  let [line, lineStart, depth, statementDepth] = [1, 0, 0, 0]
  let isStatement = false
  let start = { line, column: 1 }
  for (const { 0: token, index, groups } of text.matchAll(tokens)) {
    const end = index + token.length
    const position = { line, column: end - lineStart + 1 }
    if (token.startsWith('"')) {
      if (depth === 1 && groups?.key !== undefined) isStatement = JSON.parse(groups.key) === 'Statement'
    } else if (token === '{' || token === '[') {
      depth += 1
      if (depth !== 2) continue
      statementDepth = token === '[' ? 2 : 1
      start = position
    } else if (token === '}' || token === ']') {
      depth -= 1
      if (!isStatement || depth !== statementDepth || token === ']') continue
      spans.push({ start, end: position })
      start = position
    } else {
      line += 1
      lineStart = end
    }
  }
  return spans
}

/** Strings, as keys where a colon follows; brackets and braces; ends of lines. Linear: no two parts can take the same text. */
const tokens = /(?<key>"[^"\\]*(?:\\.[^"\\]*)*")(?=[ \t\r\n]*:)|"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]|\r\n|[\r\n]/g
