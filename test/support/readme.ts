import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export const checkout = join(import.meta.dirname, '../..')

/** The commands below a heading of the README, as they stand there. */
export async function commandsBelow(heading: string): Promise<string> {
  const readme = await readFile(join(checkout, 'README.md'), 'utf8')
  const block = readme.split(`\n## ${heading}\n`)[1]?.split('```sh\n')[1]?.split('```')[0]
  if (block === undefined) throw new Error(`the README has no commands below ${heading}`)
  return block
}
