/** Tells whoever gave the command what is wrong with it. */
export function complain(sentence: string): void {
  process.stderr.write(`ecrd: ${sentence}\n`)
}
