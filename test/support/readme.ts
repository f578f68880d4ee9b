import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DockerClient } from './docker-engine.ts'
import { type Environment, silenced } from './ecrd-command.ts'
import type { Ecrd } from './ecrd.ts'
import type { ProcessOptions } from './processes.ts'

export const checkout = join(import.meta.dirname, '../..')

/** A shell in the checkout, of someone who has the server's folder and docker. */
export const inCheckout = (server: Ecrd, docker: DockerClient, env: Environment = {}): ProcessOptions => ({
  cwd: checkout,
  env: {
    ...silenced,
    ...docker.env,
    PATH: `/usr/bin:/bin:${process.env.PATH ?? ''}`,
    ECRD_DATA: server.folder,
    ...env,
  },
})

/** The commands below a heading of a page, as they stand there. */
export async function commandsBelow(heading: string, page = 'README.md'): Promise<string> {
  const text = await readFile(join(checkout, page), 'utf8')
  const block = text.split(`\n## ${heading}\n`)[1]?.split('```sh\n')[1]?.split('```')[0]
  if (block === undefined) throw new Error(`${page} has no commands below ${heading}`)
  return block
}

/** All commands of a page, from the first heading to the last. */
export async function allCommandsOf(page: string): Promise<string> {
  const text = await readFile(join(checkout, page), 'utf8')
  return Array.from(text.matchAll(/^```sh\n([^]*?)^```$/gm), ([, block = '']) => block).join('')
}
