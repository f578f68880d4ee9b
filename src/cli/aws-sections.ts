/**
 * AWS's files `credentials` and `config`, edited in place: nothing changes but the sections that are named.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
 *
 *     [profile ecrd]                     ┐
 *     # Written by ecrd …                │ what ecrd wrote says so, and may be written anew
 *     region = us-east-1                 │
 *     services = ecrd                    ┘
 *                                          blank lines and comments below belong to what follows
 *     # mine
 *     [profile prod]
 */
export interface Section {
  readonly name: string
  /** Its settings, in order; a value of several lines has them indented. */
  readonly settings: Readonly<Record<string, string>>
}

const mark = '# Written by ecrd, which may write it anew.'

/** A section of our own, marked as such. */
export function markedSection({ name, settings }: Section): string {
  return printed(name, [mark, ...lines(settings)])
}

export function plainSection({ name, settings }: Section): string {
  return printed(name, lines(settings))
}

const printed = (name: string, content: readonly string[]): string => `[${name}]\n${content.join('\n')}\n`

const lines = (settings: Section['settings']): string[] =>
  Object.entries(settings).map(([key, value]) => (value.startsWith('\n') ? `${key} =${value}` : `${key} = ${value}`))

/** Whether the text has a section of this name that ecrd did not write. */
export function hasForeignSection(text: string, name: string): boolean {
  return findSpans(text, name).some(({ from, to }) => text.slice(from, to).split(/\r?\n/)[1] !== mark)
}

/** The text with `section` in the place of what had its name, or at its end. */
export function withSection(text: string, name: string, section: string): string {
  const [first] = findSpans(text, name)
  const rest = withoutSection(text, name)
  if (first === undefined) return `${endOfLine(text)}${text === '' ? '' : '\n'}${section}`
  return rest.slice(0, first.from) + section + rest.slice(first.from)
}

export function withoutSection(text: string, name: string): string {
  return findSpans(text, name).reduceRight((left, { from, to }) => left.slice(0, from) + left.slice(to), text)
}

/** The settings of a section, of which each has one line. */
export function settingsOf(text: string, name: string): ReadonlyMap<string, string> {
  const own = findSpans(text, name).map(({ from, to }) => text.slice(from, to))
  return new Map([...own.join('').matchAll(/^(\w+) = (.+?)\r?$/gm)].map(([, key = '', value = '']) => [key, value]))
}

/** `[profile "a"]` and `[ profile a ]` are one name to AWS's tools. */
function nameOf(header: string): string {
  return header.replaceAll(/["']/g, '').trim().replaceAll(/\s+/g, ' ')
}

interface Span {
  readonly from: number
  readonly to: number
}

/** From the header to the end of the last line that is neither blank nor a comment; of each section of the name. */
function findSpans(text: string, name: string): readonly Span[] {
  const spans: Span[] = []
  let open: { from: number; to: number } | undefined
  for (const { 0: line, index } of text.matchAll(/[^\n]*\n|[^\n]+$/g)) {
    const header = /^\s*\[([^\]]*)\]/.exec(line)?.[1]
    if (header !== undefined) {
      if (open !== undefined) spans.push(open)
      open = nameOf(header) === name ? { from: index, to: index } : undefined
    }
    const isSetting = header !== undefined || line.startsWith(mark) || !/^\s*($|[#;])/.test(line)
    if (open !== undefined && isSetting) open.to = index + line.length
  }
  return open === undefined ? spans : [...spans, open]
}

const endOfLine = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)
