import type { Migration } from './migration.ts'

/** Images that are kept under another digest than sha256 have that, too: it is what policies name images by. */
export const secondDigest: Migration = ({ text, sha256Digest }) => [
  `alter table image add column sha256_digest ${text}`,
  `update image set sha256_digest = ${sha256Digest('manifest')} where digest not like 'sha256:%'`,
]
