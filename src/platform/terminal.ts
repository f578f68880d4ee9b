import { visible } from './visible.ts'

/** All that a command says goes through here: names, reasons and errors may come from outside. */

/** What was asked for, on standard output. */
export function print(text: string): void {
  process.stdout.write(visible(text))
}

/** What a person must know, on standard error. */
export function tell(text: string): void {
  process.stderr.write(visible(text))
}

/** What another program reads, which gets every byte as it is; a person who looks at it gets `print`. */
export function give(text: string): void {
  if (process.stdout.isTTY) print(text)
  else process.stdout.write(text)
}

/** Whether a person reads what is printed, and no program. */
export const isShown = (): boolean => process.stdout.isTTY

/** One line on standard error that the next one replaces; nothing where no person reads it. '' takes it away. */
export function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[2K${visible(line)}`)
}

/** Fulfilled when all that was printed is written: a pipe takes it only as fast as its reader reads. */
export async function printed(): Promise<void> {
  const streams = [process.stdout, process.stderr].filter(({ writableLength }) => writableLength > 0)
  await Promise.all(streams.map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))))
}
