import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** `{ table: { column: whether it is required } }`, read from the text of schema.ts and those beside it. */
export function describedTables(): Record<string, Record<string, boolean>> {
  const text = ['schema.ts', 'iam-schema.ts', 'lifecycle-schema.ts']
    .map((name) => readFileSync(join(import.meta.dirname, '../../src/database', name), 'utf8'))
    .join('\n')
  const members = (name: string): [string, string][] => {
    const body = new RegExp(`export interface ${name} \\{\\n(.*?)\\n\\}`, 's').exec(text)?.[1] ?? ''
    return [...body.matchAll(/^ {2}(\w+): (.*)$/gm)].map(([, member = '', type = '']) => [member, type])
  }
  return Object.fromEntries(
    members('Schema').map(([table, type]) => [
      table,
      Object.fromEntries(members(type).map(([column, columnType]) => [column, !columnType.includes('null')])),
    ]),
  )
}
