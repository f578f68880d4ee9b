import { expect, test } from 'vitest'
import { databaseOption, dataOption } from '../config/serve-options.ts'
import { warningsOfSecrets } from './secret-flags.ts'

const warningsOf = (flags: Record<string, string>): readonly string[] =>
  warningsOfSecrets({ data: dataOption, database: databaseOption }, new Map(Object.entries(flags)))

test.each(['postgres://ecrd:secret@db/ecrd', 'postgres:///ecrd?host=db&password=secret'])(
  'a flag with a password gives a warning that does not repeat it: %s',
  (database) => {
    expect(warningsOf({ database })).toEqual([
      'The password in --database is visible to every user of this machine, in the list of processes. Set ECRD_DATABASE instead, or database in the file of --config.',
    ])
  },
)

test.each<Record<string, string>>([
  { database: 'postgres://ecrd@db/ecrd' },
  { database: 'postgres:///ecrd' },
  { data: 'postgres://ecrd:secret@db/ecrd' },
  {},
])('flags without a password give no warning: %j', (flags) => {
  expect(warningsOf(flags)).toEqual([])
})
