/** Plain data as TypeScript, laid out as biome does, so that formatting leaves generated files alone. */
export type Literal = string | number | boolean | readonly Literal[] | LiteralRecord

/** Members that are undefined are left out. */
export type LiteralRecord = { readonly [Key in string]: Literal | undefined }

const lineWidth = 120

/** `column`: how much stands before the value on its first line. `depth`: how far that line is indented. */
export function printLiteral(value: Literal, column: number, depth = 0): string {
  const flat = printFlat(value)
  // One column more for the comma that follows.
  if (column + flat.length + 1 <= lineWidth || typeof value !== 'object') return flat
  return printTall(value, depth)
}

/** One member or element per line, whether or not it would fit in one. */
export function printTall(value: Literal & object, depth: number): string {
  const indent = '  '.repeat(depth + 1)
  const heads = isList(value) ? value.map((each) => ['', each] as const) : definedEntries(value)
  const lines = heads.map(([head, each]) => {
    const name = head === '' ? '' : `${printKey(head)}: `
    return `${indent}${name}${printLiteral(each, indent.length + name.length, depth + 1)},\n`
  })
  const [open, close] = isList(value) ? '[]' : '{}'
  return `${open}\n${lines.join('')}${'  '.repeat(depth)}${close}`
}

function printFlat(value: Literal): string {
  if (typeof value === 'string') return printString(value)
  if (typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map(printFlat).join(', ')}]`
  const members = definedEntries(value).map(([key, each]) => `${printKey(key)}: ${printFlat(each)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

export function printString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll(quote, `\\${quote}`)
  return `${quote}${escaped}${quote}`
}

export const printKey = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : printString(key))

const isList = (value: Literal & object): value is readonly Literal[] => Array.isArray(value)

const definedEntries = (value: LiteralRecord): readonly [string, Literal][] =>
  Object.entries(value).filter((entry): entry is [string, Literal] => entry[1] !== undefined)
