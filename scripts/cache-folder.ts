import { join } from 'node:path'

/** What the scripts keep between runs: out of sight of git, and gone with node_modules. */
export const cacheFolder = join(import.meta.dirname, '../node_modules/.cache/ecrd-test')
