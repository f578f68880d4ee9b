import { type Bound, statement } from '../database/statement.ts'

export const selectClockOffset = statement('selectClockOffset', (db) =>
  db.selectFrom('storage').select('clock_offset_ms').where('id', '=', 1),
)

export const updateClockOffset = statement('updateClockOffset', (db, p: Bound<{ clockOffsetMs: number }>) =>
  db.updateTable('storage').set({ clock_offset_ms: p.clockOffsetMs }).where('id', '=', 1),
)
