import type { Context } from '../../context.ts'
import { all, type Work } from '../../database/statement.ts'
import type { ImageReferrer } from '../../generated/ecr.ts'
import { onRepository, operation } from '../../operation.ts'
import { closePage, openPage, type Page, type PageRequest } from '../pages.ts'
import { placeOf, requireRepository } from '../repositories/find-repository.ts'
import { selectReferrersAfter } from './images.table.ts'
import { showsActive } from './list-images.ts'
import { isObject, parseJsonObject } from './manifest-json.ts'
import type { StoredManifest } from './read-manifest.ts'

const defaultReferrersPageSize = 20

/**
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImageReferrers.html
 * It has no action of its own: who may pull an image may see what refers to it.
 */
export const listImageReferrers = operation({
  name: 'ListImageReferrers',
  access: (input, scope) => [onRepository('ecr:BatchGetImage', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    const types = input.filter?.artifactTypes ?? []
    const page = await ctx.database.read(function* () {
      const { id } = yield* requireRepository(placeOf(scope, input.repositoryName))
      if (!showsActive(input.filter?.artifactStatus)) return { rows: [], nextToken: undefined }
      return yield* pageOfReferrers(ctx, id, input.subjectId.imageDigest, input)
    })
    // A page can be shorter than asked for when a filter applies, as everywhere in ECR.
    const shown = page.rows.filter((image) => types.length === 0 || types.includes(image.artifact_type))
    return { referrers: shown.map(describeReferrer), nextToken: page.nextToken }
  },
})

function* pageOfReferrers(
  ctx: Context,
  repositoryId: number,
  subjectDigest: string,
  request: PageRequest,
): Work<Page<StoredManifest>> {
  const list = `ListImageReferrers ${repositoryId} ${subjectDigest}`
  const size = request.maxResults ?? defaultReferrersPageSize
  const after = openPage(ctx, list, request, 0)
  const rows = yield* all(selectReferrersAfter, { repositoryId, subjectDigest, after, limit: size + 1 })
  return closePage(ctx, list, rows, size, (row) => row.id)
}

/** A referrer as both doors list it; annotations are those of its manifest. */
export function describeReferrer(image: StoredManifest): ImageReferrer {
  return {
    digest: image.digest,
    mediaType: image.media_type,
    artifactType: image.artifact_type === '' ? undefined : image.artifact_type,
    size: image.manifest.byteLength,
    annotations: annotations(image.manifest),
    artifactStatus: 'ACTIVE',
  }
}

function annotations(manifest: Uint8Array): Record<string, string> | undefined {
  const found = parseJsonObject(manifest)?.annotations
  if (!isObject(found)) return undefined
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
