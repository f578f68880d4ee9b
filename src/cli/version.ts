import { readFileSync } from 'node:fs'

/** As package.json says, which lies at the same distance from the sources and from what is built of them. */
export const version: string = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version
