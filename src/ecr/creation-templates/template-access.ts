import type { UpdateRepositoryCreationTemplateRequest } from '../../generated/ecr.ts'
import { type Access, onRegistry, onRepository, type Scope } from '../../request/operation.ts'
import { requestTags } from '../../request/request-tags.ts'
import { namespaceOf, parseRoleArn, root } from './template-rules.ts'

/**
 * What it takes to set a template: the rights to do oneself what it will have done, on all repositories that it is about.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html (dependent actions)
 */
export function onTemplate(
  action: string,
  scope: Scope,
  input: UpdateRepositoryCreationTemplateRequest,
): readonly Access[] {
  const { resourceTags: tags = [], repositoryPolicy, lifecyclePolicy, customRoleArn } = input
  const namespace = namespaceOf(input.prefix)
  const repositories = namespace === root ? '*' : `${namespace}/*`
  const create = onRepository('ecr:CreateRepository', scope, repositories)
  return [
    onRegistry(action),
    tags.length === 0 ? create : { ...create, context: requestTags(tags) },
    ...(isGiven(lifecyclePolicy) ? [onRepository('ecr:PutLifecyclePolicy', scope, repositories)] : []),
    ...(isGiven(repositoryPolicy) ? [onRepository('ecr:SetRepositoryPolicy', scope, repositories)] : []),
    ...passing(customRoleArn),
  ]
}

/** The empty string takes away what was there. */
const isGiven = (text: string | undefined): boolean => text !== undefined && text !== ''

/** An ARN that names no role is refused before rights are looked at. */
function passing(customRoleArn = ''): readonly Access[] {
  const resource = parseRoleArn(customRoleArn)
  if (resource === undefined) return []
  return [{ action: 'iam:PassRole', resource, context: { 'iam:passedtoservice': ['ecr.amazonaws.com'] } }]
}
