import { createBoundedMap } from '../../../platform/bounded-map.ts'
import type { Answer } from '../../statement.ts'
import type { Question } from './prepared-statements.ts'

/**
 * Answers of reads, kept until the next commit. A data folder belongs to one process and its changes happen on this very
 * thread, so between two commits the same question has the same answer: many nodes that pull one image, and a client that
 * asks five times a second with one token, cost the database one look.
 */
export interface QueryCache {
  get(question: Question): Answer | undefined
  set(question: Question, answer: Answer): void
  /** Something has changed. */
  clear(): void
}

/** Together 16 MiB at the most. */
const maxAnswers = 2_000
const maxAnswerBytes = 8 * 1024

export function createQueryCache(): QueryCache {
  const answers = createBoundedMap<string, Answer>(maxAnswers)
  return {
    get: (question) => answers.get(nameOf(question)),
    set(question, answer) {
      // What has no name is put together anew each time, and hardly ever the same.
      if (question.statement.name === '' || sizeBytesOf(answer) > maxAnswerBytes) return
      answers.set(nameOf(question), answer)
    },
    clear: () => answers.clear(),
  }
}

/** Text has no NUL in it, and is told from a number by what stands in front. */
function nameOf({ statement, values }: Question): string {
  let name = statement.name
  for (const value of values) name += typeof value === 'string' ? `\0'${value}` : `\0${String(value)}`
  return name
}

function sizeBytesOf({ rows }: Answer): number {
  let sizeBytes = 0
  for (const row of rows as readonly Readonly<Record<string, unknown>>[]) {
    for (const value of Object.values(row)) sizeBytes += columnSizeBytes(value)
  }
  return sizeBytes
}

function columnSizeBytes(value: unknown): number {
  if (typeof value === 'string') return value.length
  return value instanceof Uint8Array ? value.byteLength : 8
}
