import { all, type Work } from '../../database/statement.ts'
import type { ImageStatusFilter, TagStatus } from '../../generated/ecr.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { closePage, openPage } from '../pages.ts'
import { pageSizes } from '../../request/page-sizes.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import {
  selectImageIdsAfter,
  selectImageIdsOfStatusAfter,
  selectTaggedIdsAfter,
  selectTaggedIdsOfStatusAfter,
  selectUntaggedIdsAfter,
  selectUntaggedIdsOfStatusAfter,
} from './image-pages.table.ts'
import { rangeOf } from './storage-class-rules.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImages.html */
export const listImages = operation({
  name: 'ListImages',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecr:ListImages', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    const key = repositoryKey(scope, input.repositoryName)
    const size = input.maxResults ?? pageSizes.ecr.default
    const { tagStatus = 'ANY', imageStatus = 'ACTIVE' } = input.filter ?? {}
    const { page, list } = await ctx.database.read(function* () {
      const { id } = yield* requireRepository(key)
      const list = `ListImages ${id} ${tagStatus} ${imageStatus}`
      const after = openPage(ctx, list, input, { imageId: 0, tagId: 0 })
      const from = { repositoryId: id, ...after, limit: size + 1 }
      return { page: yield* readIds({ tagStatus, imageStatus }, from, ctx.clock.now()), list }
    })
    const { rows, nextToken } = closePage(ctx, list, page, size, (row) => ({
      imageId: row.imageId,
      tagId: row.tagId ?? 0,
    }))
    return {
      imageIds: rows.map((row) => ({ imageDigest: row.digest, imageTag: row.name ?? undefined })),
      nextToken,
    }
  },
})

interface ImageIdRow {
  imageId: number
  digest: string
  tagId: number | null
  name: string | null
}

interface Filter {
  readonly tagStatus: TagStatus
  readonly imageStatus: ImageStatusFilter
}

interface Position {
  repositoryId: number
  imageId: number
  tagId: number
  limit: number
}

const ofAnyStatus = {
  ANY: selectImageIdsAfter,
  TAGGED: selectTaggedIdsAfter,
  UNTAGGED: selectUntaggedIdsAfter,
} as const

const ofOneStatus = {
  ANY: selectImageIdsOfStatusAfter,
  TAGGED: selectTaggedIdsOfStatusAfter,
  UNTAGGED: selectUntaggedIdsOfStatusAfter,
} as const

function readIds({ tagStatus, imageStatus }: Filter, from: Position, nowMs: number): Work<ImageIdRow[]> {
  if (imageStatus === 'ANY') return all(ofAnyStatus[tagStatus], from)
  return all(ofOneStatus[tagStatus], { ...from, ...rangeOf(imageStatus, nowMs) })
}
