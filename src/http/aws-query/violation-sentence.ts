import type { Violation } from '../../standards/aws-model/validate.ts'

/** `Value 'a b' at 'userName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w]+` */
export function violationSentence({ path, sentence, value, sensitive }: Violation): string {
  const shown = sensitive ? '' : value === undefined ? ' null' : ` '${display(value)}'`
  return `Value${shown} at '${path}' failed to satisfy constraint: ${sentence}`
}

/** As Java prints collections: `[a, b]`, `{key=value}`. */
function display(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(display).join(', ')}]`
  if (value instanceof Uint8Array) return `${value.byteLength} bytes`
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value).map(([name, member]) => `${name}=${display(member)}`)
  return `{${members.join(', ')}}`
}
