import { invalidParameter, notBuiltYet } from '../../errors.ts'
import type { EncryptionConfiguration } from '../../generated/ecr.ts'

/** Refused until ecrd has keys: a repository that says KMS and is not sealed by that key would be a lie. */
export function refuseKeys(encryption: EncryptionConfiguration | undefined): void {
  if (encryption === undefined) return
  const { encryptionType, kmsKey } = encryption
  if (encryptionType !== 'AES256') throw notBuiltYet(`encryptionType ${encryptionType}`)
  if (kmsKey !== undefined && kmsKey !== '') {
    const constraint = 'kmsKey can only be specified when encryptionType is KMS or KMS_DSSE'
    throw invalidParameter('encryptionConfiguration.kmsKey', constraint)
  }
}
