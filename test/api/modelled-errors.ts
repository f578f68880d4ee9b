import { readFileSync } from 'node:fs'
import type { ECRClient } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'

/** AWS's own model: which errors each operation may answer. */
const model = JSON.parse(readFileSync(new URL('../../model/ecr.json', import.meta.url), 'utf8')) as {
  readonly operations: Readonly<Record<string, { readonly errors?: readonly { readonly shape: string }[] }>>
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html, and what says that there is nothing yet. */
const common = ['AccessDeniedException', 'NotImplementedException']

/** From now on every error that the client is answered must be one that the model gives its operation. */
export function expectModelledErrors(ecr: ECRClient): void {
  ecr.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (input) => {
        try {
          return await next(input)
        } catch (error) {
          const { errors = [] } = model.operations[commandName.replace(/Command$/, '')] ?? {}
          expect([...common, ...errors.map(({ shape }) => shape)]).toContain((error as Error).name)
          throw error
        }
      },
    { step: 'initialize', name: 'expectModelledErrors' },
  )
}
