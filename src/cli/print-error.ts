import { tell } from '../platform/terminal.ts'

/** Tells whoever gave the command what is wrong with it. */
export function printError(sentence: string): void {
  tell(`ecrd: ${sentence}\n`)
}
