import { invalidParameter, notBuiltYet } from '../../errors.ts'
import type { EncryptionConfiguration } from '../../generated/ecr.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { requestTags } from '../../request/request-tags.ts'
import { parseTags } from '../tagging/tag-rules.ts'
import { addRepository } from './add-repository.ts'
import { describeRepository } from '../repositories/describe-repository.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import { parseMutability } from '../repositories/mutability-rules.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
export const createRepository = operation({
  name: 'CreateRepository',
  effect: 'changes',
  // Tags given at creation need the right to tag, too (Service Authorization Reference, dependent actions).
  access(input, scope) {
    const create = onRepository('ecr:CreateRepository', scope, input.repositoryName)
    if (input.tags === undefined || input.tags.length === 0) return [create]
    const context = requestTags(input.tags)
    return [
      { ...create, context },
      { ...onRepository('ecr:TagResource', scope, input.repositoryName), context },
    ]
  },
  async run(ctx, input, scope) {
    const key = repositoryKey(scope, input.repositoryName)
    refuseKeys(input.encryptionConfiguration)
    const repository = await addRepository(ctx, key, {
      mutability: parseMutability(input),
      scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false,
      tags: parseTags(input.tags ?? []),
    })
    return { repository: describeRepository(ctx.settings, key, repository) }
  },
})

/** Refused until ecrd has keys: a repository that says KMS and is not sealed by that key would be a lie. */
function refuseKeys(encryption: EncryptionConfiguration | undefined): void {
  if (encryption === undefined) return
  const { encryptionType, kmsKey } = encryption
  if (encryptionType !== 'AES256') throw notBuiltYet(`encryptionType ${encryptionType}`)
  if (kmsKey !== undefined) {
    const constraint = 'kmsKey can only be specified when encryptionType is KMS or KMS_DSSE'
    throw invalidParameter('encryptionConfiguration.kmsKey', constraint)
  }
}
