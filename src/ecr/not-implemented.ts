import { notBuiltYet } from '../errors.ts'
import type { EcrOperations } from '../generated/ecr.ts'
import { type AnyOperation, onRegistry, onRepository, type Scope, unbuiltOperation } from '../request/operation.ts'
import { repositoryKey, requireRepository } from './repositories/find-repository.ts'

/**
 * The entry of an operation that isn't built yet: it is authorised on the repositories that it names, says that one is
 * missing as ECR does (clients that delete and audit go by it), and only then what it is.
 */
export function notImplemented(name: keyof EcrOperations): AnyOperation {
  const action = `ecr:${name}`
  return unbuiltOperation('ecr', {
    name,
    access(input: NamingRepositories, scope: Scope) {
      const named = namesIn(input)
      return named.length === 0 ? [onRegistry(action)] : named.map((each) => onRepository(action, scope, each))
    },
    async run(ctx, { repositoryName }: NamingRepositories, scope: Scope) {
      // Of several that are named, ECR tells in its answer which are missing.
      if (repositoryName !== undefined)
        await ctx.database.read(() => requireRepository(repositoryKey(scope, repositoryName)))
      throw notBuiltYet(name)
    },
  })
}

/** How operations of ECR name repositories. */
interface NamingRepositories {
  readonly repositoryName?: string
  readonly repositoryNames?: readonly string[]
}

function namesIn({ repositoryName, repositoryNames = [] }: NamingRepositories): readonly string[] {
  return repositoryName === undefined ? repositoryNames : [repositoryName]
}
