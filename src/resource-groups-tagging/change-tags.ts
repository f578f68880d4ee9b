import type { Context } from '../request/context.ts'
import type { Work } from '../database/statement.ts'
import { findRepository } from '../ecr/repositories/find-repository.ts'
import type { Repository } from '../ecr/repositories/repositories.table.ts'
import { type ServiceError } from '../errors.ts'
import { repositoryNotFound } from '../ecr/errors.ts'
import type { FailureInfo } from '../generated/resourcegroupstaggingapi.ts'
import type { Access, Scope } from '../request/operation.ts'
import { repositoryArn } from '../standards/arn/registry-key.ts'
import { notTaggedHere } from './errors.ts'
import { namedRepository } from './named-repositories.ts'

/** The right on the tagging API, and on each repository ECR's own. */
export function onTaggedResources(
  actions: { readonly ofAll: string; readonly ofEach: string },
  scope: Scope,
  arns: readonly string[],
  context: NonNullable<Access['context']>,
): readonly Access[] {
  const keys = [...new Set(arns)].map((arn) => namedRepository(scope, arn))
  return [
    { action: actions.ofAll, resource: '*' },
    ...keys.flatMap((key) =>
      key === undefined ? [] : [{ action: actions.ofEach, resource: repositoryArn(key, key.name), context }],
    ),
  ]
}

/** Says why nothing was changed, or nothing. */
export type ChangeTags = (repository: Repository) => Work<ServiceError | undefined>

interface Changed {
  readonly FailedResourcesMap: Readonly<Record<string, FailureInfo>>
}

/** Changes the tags of each resource, and says of which it couldn't: in one transaction, which is the one that is decided about. */
export async function changeTags(
  ctx: Pick<Context, 'database'>,
  scope: Scope,
  arns: readonly string[],
  change: ChangeTags,
): Promise<Changed> {
  const failed = await ctx.database.change(() => changeEach(scope, arns, change))
  return { FailedResourcesMap: Object.fromEntries(failed) }
}

function* changeEach(scope: Scope, arns: readonly string[], change: ChangeTags): Work<[string, FailureInfo][]> {
  const failed: [string, FailureInfo][] = []
  for (const arn of new Set(arns)) {
    const failure = yield* changeOne(scope, arn, change)
    if (failure !== undefined) failed.push([arn, describeFailure(failure)])
  }
  return failed
}

function* changeOne(scope: Scope, arn: string, change: ChangeTags): Work<ServiceError | undefined> {
  const key = namedRepository(scope, arn)
  if (key === undefined) return notTaggedHere(arn)
  const repository = yield* findRepository(key)
  if (repository === undefined) return repositoryNotFound(key)
  return yield* change(repository)
}

const describeFailure = ({ message }: ServiceError): FailureInfo => ({
  StatusCode: 400,
  ErrorCode: 'InvalidParameterException',
  ErrorMessage: message,
})
