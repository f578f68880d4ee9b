import { createAuthorizer } from '../auth/authorize.ts'
import { limitedId } from '../request/caller.ts'
import { ecrdOperation, onRegistry } from '../request/operation.ts'
import type { CreatePolicySource } from '../request/policy-source.ts'
import { foreignQuestion, tooManyQuestions } from './errors.ts'
import { explainAccess } from './explain-access.ts'
import { isAboutOthers, parseQuestion } from './question-rules.ts'

/** What a question counts for: as much as the policies of a caller in ten groups have. They are read anew for each. */
const charactersOfQuestion = 200_000

export const createWhyDenied = (policySources: readonly CreatePolicySource[]) =>
  ecrdOperation({
    name: 'WhyDenied',
    effect: 'reads',
    access: () => [onRegistry('ecrd:WhyDenied')],
    async run({ database, clock, settings, limits }, input, { caller, registry }) {
      const question = parseQuestion(input, registry.region)
      const { account } = caller
      const ofAccount = account === settings.defaultAccount ? undefined : account
      if (ofAccount !== undefined && isAboutOthers(question, ofAccount)) throw foreignQuestion(caller)
      if (!limits.simulation.take(limitedId(caller), charactersOfQuestion)) throw tooManyQuestions()
      const decider = { authorizer: createAuthorizer(settings, policySources), settings, nowMs: clock.now() }
      return database.read(() => explainAccess(decider, question, ofAccount))
    },
  })
