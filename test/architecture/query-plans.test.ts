import { globSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Bound, statement, type Statement } from '../../src/database/statement.ts'
import { openPostgresPlans, type PostgresPlans } from '../support/postgres-plans.ts'
import { type FindWaste, openSqlitePlans } from '../support/sqlite-plans.ts'

const source = join(import.meta.dirname, '../../src')
const statements = (await Promise.all(globSync('**/*.table.ts', { cwd: source }).map(statementsOf))).flat()

/** Filling the tables takes its time. */
const fillTimeoutMs = 120_000

const scanning = statement('scanning', (db) => db.selectFrom('image').select('id').where('size', '=', 5))
const sorting = statement('sorting', (db, p: Bound<{ repositoryId: number }>) =>
  db.selectFrom('image').select('id').where('repository_id', '=', p.repositoryId).orderBy('size'),
)

describe('on SQLite, every named statement', () => {
  let findWaste: FindWaste
  beforeAll(() => {
    findWaste = openSqlitePlans()
  }, fillTimeoutMs)

  it.each(statements)('$name finds what it needs by an index', async (statement) => {
    expect(await findWaste(statement)).toEqual([])
  })

  it('is found wasteful where it walks or sorts a whole table', async () => {
    expect(await findWaste(scanning)).toEqual(['SCAN image'])
    expect(await findWaste(sorting)).toEqual(['USE TEMP B-TREE FOR ORDER BY'])
  })
})

const tables = inject('postgres') === undefined ? [] : (['empty', 'full'] as const)

describe.each(tables)('on PostgreSQL, its tables %s, every named statement', (tables) => {
  let plans: PostgresPlans
  beforeAll(async () => {
    plans = await openPostgresPlans(tables)
  }, fillTimeoutMs)
  afterAll(() => plans.close())

  it.each(statements)('$name finds what it needs by an index', async (statement) => {
    expect(await plans.findWaste(statement)).toEqual([])
  })

  it('is found wasteful where it walks or sorts a whole table', async () => {
    expect(await plans.findWaste(scanning)).toEqual(['Seq Scan image'])
    expect(await plans.findWaste(sorting)).toContain('Sort')
  })
})

it('every named statement has a name of its own', () => {
  const names = statements.map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

async function statementsOf(file: string): Promise<Statement<never, unknown>[]> {
  const module = (await import(join(source, file))) as Record<string, unknown>
  return Object.values(module).filter(isStatement)
}

function isStatement(value: unknown): value is Statement<never, unknown> {
  return typeof value === 'object' && value !== null && 'name' in value && 'build' in value
}
