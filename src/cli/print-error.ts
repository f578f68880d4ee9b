import { tell } from '../platform/terminal.ts'

/** Tells the user of a command what is wrong. */
export function printError(sentence: string): void {
  tell(`ecrd: ${sentence}\n`)
}
