import { invalidParameter } from '../../errors.ts'
import { invalidRepositoryName } from '../../ecr/errors.ts'
import type { ServiceError } from '../../errors.ts'
import type { EcrOperations } from '../../generated/ecr.ts'
import { ecrModel } from '../../generated/ecr.model.ts'
import type { Violation } from '../../standards/aws-model/validate.ts'
import type { JsonService } from './json-service.ts'

const MiB = 1024 * 1024

/**
 * What the batch operations report item by item in `failures` (InvalidImageTag) instead of refusing the request. The
 * digests that they report likewise have shapes without a pattern in AWS's model, so that they need no line here.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageFailure.html
 */
const judgedPerItem = {
  BatchGetImage: ['imageIds.member.imageTag'],
  BatchDeleteImage: ['imageIds.member.imageTag'],
} satisfies Partial<Record<keyof EcrOperations, readonly string[]>>

/** A manifest of 4 MiB whose quotes are escaped, and a part of 20 MiB in base64, with room for what surrounds them. */
const bodyLimitsBytes = {
  PutImage: 8.5 * MiB,
  UploadLayerPart: 28 * MiB,
} satisfies Partial<Record<keyof EcrOperations, number>>

export const ecrService: JsonService = {
  model: ecrModel,
  judgedPerItem,
  bodyLimitsBytes,
  invalid: invalidEcrParameter,
}

/** ECR names the first violation. */
export function invalidEcrParameter({ path, shape, kind, sentence }: Violation): ServiceError {
  return shape === 'RepositoryName' && kind === 'pattern'
    ? invalidRepositoryName(path)
    : invalidParameter(path, sentence)
}
