import { first, together, type Work } from '../../database/statement.ts'
import type { RegistryKey, RepositoryKey } from '../../standards/arn/registry-key.ts'
import { findRegistry } from '../registry/find-registry.ts'
import { templateNotFound } from './errors.ts'
import { decideTemplate, namespaceOf, namespacesOf, type Scenario } from './template-rules.ts'
import { selectTemplate, type Template } from './templates.table.ts'

export function* requireTemplate(key: RegistryKey, prefix: string): Work<Template> {
  const [found] = yield* findTemplates(key, [namespaceOf(prefix)])
  if (found === undefined) throw templateNotFound(key.account, prefix)
  return found
}

/** The template after which a repository of this name is created: of the longest prefix that is for the scenario. */
export function* findTemplateFor(key: RepositoryKey, scenario: Scenario): Work<Template | undefined> {
  return decideTemplate(yield* findTemplates(key, namespacesOf(key.name)), scenario)
}

/** In the order of the namespaces; undefined where there is none. */
export function* findTemplates(
  key: RegistryKey,
  namespaces: readonly string[],
): Work<readonly (Template | undefined)[]> {
  // Where nothing is kept of the registry, as much is looked for: the time that it takes tells nothing.
  const registry_id = (yield* findRegistry(key)) ?? nowhere
  return yield* together(namespaces.map((namespace) => first(selectTemplate, { registry_id, namespace })))
}

const nowhere = 0
