import type { Row } from '../../database/schema.ts'
import { invalidParameter, ServiceError } from '../../errors.ts'
import type { RCTAppliedFor, UpdateRepositoryCreationTemplateRequest } from '../../generated/ecr.ts'
import { isAccount } from '../../standards/arn/account-and-region.ts'
import { parseArn } from '../../standards/arn/arn.ts'
import { refuseKeys } from '../repositories/encryption-rules.ts'
import { type MutabilitySetting, mutabilityOf, parseMutability } from '../repositories/mutability-rules.ts'
import { parseTags } from '../tagging/tag-rules.ts'

/** Why a repository appears by itself. */
export type Scenario = RCTAppliedFor

/** The prefix of the template for repositories that no other is for. Names have no capitals: it is nobody's. */
export const root = 'ROOT'

/** A slash at the end of a prefix goes without saying: `prod` and `prod/` are one template. */
export const namespaceOf = (prefix: string): string => prefix.replace(/\/$/, '')

/** The prefixes of templates that a repository may have, the longest first: of `a/b/c` `a/b`, `a` and ROOT. */
export function namespacesOf(repositoryName: string): readonly string[] {
  const segments = repositoryName.split('/').slice(0, -1)
  return [...segments.map((_, index) => segments.slice(0, segments.length - index).join('/')), root]
}

/** Of the templates that a repository may have, the longest first: the first that is for this scenario. */
export function decideTemplate<Template extends Pick<TemplateRow, 'applied_for'>>(
  templates: readonly (Template | undefined)[],
  scenario: Scenario,
): Template | undefined {
  return templates.find((each) => each !== undefined && scenariosOf(each).includes(scenario))
}

const scenariosOf = ({ applied_for }: Pick<TemplateRow, 'applied_for'>) => JSON.parse(applied_for) as Scenario[]

type TemplateRow = Row<'creation_template'>

/** What a template says, but for the two policies. */
export interface TemplateSettings {
  readonly description: string | undefined
  readonly appliedFor: readonly Scenario[]
  readonly customRoleArn: string | undefined
  readonly tags: ReadonlyMap<string, string>
  readonly mutability: MutabilitySetting
}

export const initialSettings: TemplateSettings = {
  description: undefined,
  appliedFor: [],
  customRoleArn: undefined,
  tags: new Map(),
  mutability: { tagMutability: 'MUTABLE', exclusions: [] },
}

type TemplateInput = Omit<UpdateRepositoryCreationTemplateRequest, 'prefix'>

/** The settings after a request: what it leaves out stays. */
export function changeSettings(before: TemplateSettings, input: TemplateInput): TemplateSettings {
  refuseKeys(input.encryptionConfiguration)
  const after = {
    description: input.description ?? before.description,
    appliedFor: input.appliedFor === undefined ? before.appliedFor : [...new Set(input.appliedFor)],
    customRoleArn: input.customRoleArn === undefined ? before.customRoleArn : parseRoleArn(input.customRoleArn),
    tags: input.resourceTags === undefined ? before.tags : parseResourceTags(input.resourceTags),
    mutability: changeMutability(before.mutability, input),
  }
  if (after.appliedFor.length === 0) {
    throw invalidParameter('appliedFor', 'Member must have length greater than or equal to 1')
  }
  // "Otherwise the repository creation fails": told when it can still be put right, and not to whoever pushes.
  if (after.tags.size > 0 && after.customRoleArn === undefined) {
    throw invalidParameter('customRoleArn', 'customRoleArn is required when resourceTags are specified')
  }
  return after
}

/** The ARN of a role; undefined for the empty string, which takes it away. */
export function parseRoleArn(text: string): string | undefined {
  if (text === '') return undefined
  const { service = '', region = '', account = '', resource = '' } = parseArn(text) ?? {}
  const isRole = service === 'iam' && region === '' && isAccount(account) && /^role\/.*[^/*?]$/.test(resource)
  if (!isRole) throw invalidParameter('customRoleArn', 'Invalid ARN')
  return text
}

/** The exceptions that tags have elsewhere are unknown to the operations on templates. */
function parseResourceTags(tags: NonNullable<TemplateInput['resourceTags']>): ReadonlyMap<string, string> {
  try {
    return parseTags(tags)
  } catch (error) {
    if (error instanceof ServiceError) throw invalidParameter('resourceTags', error.message)
    throw error
  }
}

/** The mode and its filters are set together; filters alone are those of the mode that is there. */
function changeMutability(before: MutabilitySetting, input: TemplateInput): MutabilitySetting {
  const { imageTagMutability, imageTagMutabilityExclusionFilters } = input
  if (imageTagMutability === undefined && imageTagMutabilityExclusionFilters === undefined) return before
  return parseMutability({
    imageTagMutability: imageTagMutability ?? before.tagMutability,
    imageTagMutabilityExclusionFilters,
  })
}

/** The columns of a template's settings. */
export type SettingsColumns = Pick<
  TemplateRow,
  'description' | 'applied_for' | 'custom_role_arn' | 'resource_tags' | 'tag_mutability' | 'tag_mutability_exclusions'
>

export function columnsOf(settings: TemplateSettings): SettingsColumns {
  return {
    description: settings.description ?? null,
    applied_for: JSON.stringify(settings.appliedFor),
    custom_role_arn: settings.customRoleArn ?? null,
    resource_tags: JSON.stringify([...settings.tags]),
    tag_mutability: settings.mutability.tagMutability,
    tag_mutability_exclusions: JSON.stringify(settings.mutability.exclusions),
  }
}

export function settingsOf(row: SettingsColumns): TemplateSettings {
  return {
    description: row.description ?? undefined,
    appliedFor: scenariosOf(row),
    customRoleArn: row.custom_role_arn ?? undefined,
    tags: new Map(JSON.parse(row.resource_tags) as [string, string][]),
    mutability: mutabilityOf(row),
  }
}
