import { CannotOpen } from '../../cannot-open.ts'
import { describeDatabase } from './describe-database.ts'

/** What to tell whoever started the server. */
export function openProblem(url: string, error: unknown): CannotOpen {
  const reason = error instanceof AggregateError ? error.errors.map(messageOf).join(', ') : messageOf(error)
  const problem = `${describeDatabase(url)} can't be opened: ${reason}`
  return new CannotOpen(`${sentence(problem)}. Correct that, or name another database with --database.`, error)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
