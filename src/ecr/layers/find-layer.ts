import { first, type Work } from '../../database/statement.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import { type Layer, selectLayer } from './layers.table.ts'

/** A layer that this repository shows. What other repositories have, even deduplicated with it, is not looked at. */
export function findLayer(repository: Repository, digest: string): Work<Layer | undefined> {
  return first(selectLayer, { namespaceId: repository.namespace_id, repositoryId: repository.id, digest })
}
