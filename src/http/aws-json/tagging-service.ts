import { invalidParameterBecause } from '../../errors.ts'
import { resourceGroupsTaggingApiModel } from '../../generated/resourcegroupstaggingapi.model.ts'
import { violationSentence } from '../aws-query/violation-sentence.ts'
import type { JsonService } from './json-service.ts'

/** The Resource Groups Tagging API; it is asked in CBOR, too: `http/aws-cbor/`. */
export const taggingService: JsonService = {
  model: resourceGroupsTaggingApiModel,
  judgedPerItem: {},
  bodyLimitsBytes: {},
  invalid: (violation) => invalidParameterBecause(`1 validation error detected: ${violationSentence(violation)}`),
}
