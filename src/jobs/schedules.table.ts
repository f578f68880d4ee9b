import { type Bound, statement } from '../database/statement.ts'

export const selectSchedule = statement('selectSchedule', (db, p: Bound<{ kind: string }>) =>
  db.selectFrom('schedule').select('next_at').where('kind', '=', p.kind),
)

export const putSchedule = statement('putSchedule', (db, p: Bound<{ kind: string; nextAt: number }>) =>
  db
    .insertInto('schedule')
    .values({ kind: p.kind, next_at: p.nextAt })
    .onConflict((conflict) => conflict.column('kind').doUpdateSet({ next_at: p.nextAt })),
)
