import { globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { explain, wastefulLines } from '../support/query-plan.ts'
import type { Statement } from '../../src/database/statement.ts'

const source = join(import.meta.dirname, '../../src')
const statements = (await Promise.all(globSync('**/*.table.ts', { cwd: source }).map(statementsOf))).flat()

describe('every named statement', () => {
  it.each(statements)('$name finds what it needs by an index', (statement) => {
    expect(wastefulLines(explain(statement))).toEqual([])
  })

  it('has a name of its own', () => {
    const names = statements.map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

async function statementsOf(file: string): Promise<Statement<never, unknown>[]> {
  const module = (await import(join(source, file))) as Record<string, unknown>
  return Object.values(module).filter(isStatement)
}

function isStatement(value: unknown): value is Statement<never, unknown> {
  return typeof value === 'object' && value !== null && 'name' in value && 'build' in value
}
