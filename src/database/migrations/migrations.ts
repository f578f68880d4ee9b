import { firstTables } from './0001-first.ts'
import { identityTables } from './0002-identity.ts'
import { trustPrincipals } from './0003-trust-principals.ts'
import { developmentMark } from './0004-development.ts'
import { referrers } from './0005-referrers.ts'
import { secondDigest } from './0006-second-digest.ts'
import { profilesAndTags } from './0007-profiles-and-tags.ts'
import { principalLimits } from './0008-principal-limits.ts'
import { names } from './0009-names.ts'
import { jobs } from './0010-jobs.ts'
import { clockOffset } from './0011-clock-offset.ts'
import { storageClass } from './0012-storage-class.ts'
import { templatesAndExclusions } from './0013-templates-and-exclusions.ts'
import { lifecycle } from './0014-lifecycle.ts'
import type { Migration } from './migration.ts'

/** All there are, oldest first. A database at version n has run the first n; a migration that was released never changes. */
export const migrations: readonly Migration[] = [
  firstTables,
  identityTables,
  trustPrincipals,
  developmentMark,
  referrers,
  secondDigest,
  profilesAndTags,
  principalLimits,
  names,
  jobs,
  clockOffset,
  storageClass,
  templatesAndExclusions,
  lifecycle,
]
