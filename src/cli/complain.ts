import { tell } from '../standards/terminal/terminal.ts'

/** Tells whoever gave the command what is wrong with it. */
export function complain(sentence: string): void {
  tell(`ecrd: ${sentence}\n`)
}
