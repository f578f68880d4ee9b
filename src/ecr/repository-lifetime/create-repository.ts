import { operation } from '../../request/operation.ts'
import { describeRepository } from '../repositories/describe-repository.ts'
import { refuseKeys } from '../repositories/encryption-rules.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import { parseMutability } from '../repositories/mutability-rules.ts'
import { parseTags } from '../tagging/tag-rules.ts'
import { addRepository } from './add-repository.ts'
import { onCreation } from './creation-access.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
export const createRepository = operation({
  name: 'CreateRepository',
  effect: 'changes',
  access: (input, scope) => onCreation(scope, input.repositoryName, input.tags),
  async run(ctx, input, scope) {
    const key = repositoryKey(scope, input.repositoryName)
    refuseKeys(input.encryptionConfiguration)
    const wanted = {
      mutability: parseMutability(input),
      scanOnPush: input.imageScanningConfiguration?.scanOnPush ?? false,
      tags: parseTags(input.tags ?? []),
    }
    const repository = await ctx.database.change(() => addRepository(ctx, key, wanted))
    return { repository: describeRepository(ctx.settings, key, repository) }
  },
})
