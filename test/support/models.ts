import { ecrPublicModel } from '../../src/generated/ecr-public.model.ts'
import { ecrdModel } from '../../src/generated/ecrd.model.ts'
import { ecrModel } from '../../src/generated/ecr.model.ts'
import { eventsModel } from '../../src/generated/events.model.ts'
import { iamModel } from '../../src/generated/iam.model.ts'
import { kmsModel } from '../../src/generated/kms.model.ts'
import { resourceGroupsTaggingApiModel } from '../../src/generated/resourcegroupstaggingapi.model.ts'
import { secretsManagerModel } from '../../src/generated/secretsmanager.model.ts'
import { signerModel } from '../../src/generated/signer.model.ts'
import { stsModel } from '../../src/generated/sts.model.ts'
import type { OperationModel, ServiceModel } from '../../src/standards/aws-model/model.ts'

export const models: readonly ServiceModel[] = [
  ecrModel,
  ecrPublicModel,
  ecrdModel,
  eventsModel,
  iamModel,
  kmsModel,
  resourceGroupsTaggingApiModel,
  secretsManagerModel,
  signerModel,
  stsModel,
]

/** `ecr PutImage`, its model and its shapes. */
export const modelledOperations: readonly [string, ServiceModel, string, OperationModel][] = models.flatMap((model) =>
  Object.entries(model.operations).map(([name, operation]): [string, ServiceModel, string, OperationModel] => [
    `${model.service} ${name}`,
    model,
    name,
    operation,
  ]),
)
