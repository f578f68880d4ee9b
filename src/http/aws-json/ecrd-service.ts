import { invalidParameter } from '../../errors.ts'
import { ecrdModel } from '../../generated/ecrd.model.ts'
import type { JsonService } from './json-service.ts'

/** ecrd's own operations; like ECR, they name the first violation. */
export const ecrdService: JsonService = {
  model: ecrdModel,
  judgedPerItem: {},
  bodyLimitsBytes: {},
  invalid: ({ path, sentence }) => invalidParameter(path, sentence),
}
