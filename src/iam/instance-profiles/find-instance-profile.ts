import type { Row } from '../../database/schema.ts'
import { first, type Work } from '../../database/statement.ts'
import { parseArn } from '../../standards/arn/arn.ts'
import { noSuchInstanceProfile } from '../errors.ts'
import { foldName } from '../fold-name.ts'
import { instanceProfileArn } from './instance-profile-arn.ts'
import { selectInstanceProfileNamed } from './instance-profiles.table.ts'

export type InstanceProfile = Row<'instance_profile'>

/** By its name, which counts regardless of case. */
export function findInstanceProfile(account: string, name: string): Work<InstanceProfile | undefined> {
  return first(selectInstanceProfileNamed, { account, foldedName: foldName(name) })
}

export function* requireInstanceProfile(account: string, name: string): Work<InstanceProfile> {
  const profile = yield* findInstanceProfile(account, name)
  if (profile === undefined) throw noSuchInstanceProfile(name)
  return profile
}

/** The one with this very ARN, of which the path is a part. */
export function* findInstanceProfileByArn(arn: string): Work<InstanceProfile | undefined> {
  const { account = '', resource = '' } = parseArn(arn) ?? {}
  if (!resource.startsWith('instance-profile/')) return undefined
  const profile = yield* findInstanceProfile(account, resource.slice(resource.lastIndexOf('/') + 1))
  return profile !== undefined && instanceProfileArn(profile) === arn ? profile : undefined
}
