import { expect, it } from 'vitest'
import { describeDatabase } from './describe-database.ts'

it.each([
  ['postgres://u:secret@db.internal/ecrd', 'ecrd on db.internal'],
  ['postgresql://u:secret@db.internal:5433/ecrd?sslmode=require', 'ecrd on db.internal:5433'],
  ['postgres:///ecrd?host=/var/run/postgresql&password=secret', 'ecrd on /var/run/postgresql'],
  ['postgres:///ecrd', 'ecrd on this machine'],
])('the PostgreSQL database of the URL %s is described as %s', (url, described) => {
  expect(describeDatabase(url)).toBe(`the PostgreSQL database ${described}`)
})
