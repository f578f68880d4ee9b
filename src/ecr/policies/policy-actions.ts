import { ecrModel } from '../../generated/ecr.model.ts'
import { actionsWithoutResource } from '../actions-without-resource.ts'

/**
 * The actions that policies can speak of: those of the operations, but for one that takes another's right, and three that
 * no operation has.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
 */
export const actionsOfEcr: readonly string[] = [
  ...Object.keys(ecrModel.operations).filter((name) => name !== 'ListImageReferrers'),
  ...['BatchImportUpstreamImage', 'GetImageCopyStatus', 'ReplicateImage'],
].map((name) => `ecr:${name}`)

/** Those that a repository can be asked for. */
export const actionsOnRepositories: readonly string[] = actionsOfEcr.filter(
  (action) => !actionsWithoutResource.includes(action),
)

/** What a registry's policy is about with REGISTRY_POLICY_SCOPE V1: https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html */
export const actionsOfV1: readonly string[] = [
  'ecr:ReplicateImage',
  'ecr:BatchImportUpstreamImage',
  'ecr:CreateRepository',
]
