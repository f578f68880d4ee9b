import { baseEndpoints } from './base.ts'
import { blobEndpoints } from './blobs.ts'
import type { Endpoints } from './exchange.ts'
import { catalogEndpoints, referrersEndpoints, tagsEndpoints } from './lists.ts'
import { manifestEndpoints } from './manifests.ts'
import type { RouteKind } from './route.ts'
import { uploadEndpoints, uploadsEndpoints } from './uploads.ts'

/** Every route of `/v2/` with every method that it answers, and the operations behind it. */
export const endpoints: Readonly<Record<RouteKind, Endpoints>> = {
  base: baseEndpoints,
  catalog: catalogEndpoints,
  tags: tagsEndpoints,
  manifest: manifestEndpoints,
  blob: blobEndpoints,
  uploads: uploadsEndpoints,
  upload: uploadEndpoints,
  referrers: referrersEndpoints,
}
