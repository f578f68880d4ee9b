import { expect, test } from 'vitest'
import { printLiteral } from './print-literal.ts'

test.each([
  ['a', "'a'"],
  ["it's", `"it's"`],
  [`it's "b"`, `'it\\'s "b"'`],
  ['\\d\n', "'\\\\d\\n'"],
  [5, '5'],
  [{}, '{}'],
  [{ a: undefined, b: true, 'c-d': ['x'] }, "{ b: true, 'c-d': ['x'] }"],
])('%j is printed as formatted source', (value, text) => {
  expect(printLiteral(value, 0)).toBe(text)
})

test('what does not fit in a line has a line for each member', () => {
  const long = 'x'.repeat(60)
  expect(printLiteral({ a: long, b: [long] }, 10, 1)).toBe(`{\n    a: '${long}',\n    b: ['${long}'],\n  }`)
})
