import { all, type Statement } from '../../database/statement.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { closePage, openPage } from '../pages.ts'
import { pageSizes } from '../../request/page-sizes.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { selectImageIdsAfter, selectTaggedIdsAfter, selectUntaggedIdsAfter } from './tags.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImages.html */
export const listImages = operation({
  name: 'ListImages',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecr:ListImages', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    const key = repositoryKey(scope, input.repositoryName)
    const size = input.maxResults ?? pageSizes.ecr.default
    const tagStatus = input.filter?.tagStatus ?? 'ANY'
    const { page, list } = await ctx.database.read(function* () {
      const { id } = yield* requireRepository(key)
      const list = `ListImages ${id} ${tagStatus}`
      const after = openPage(ctx, list, input, { imageId: 0, tagId: 0 })
      const rows = showsActive(input.filter?.imageStatus)
        ? yield* all(statements[tagStatus], { repositoryId: id, ...after, limit: size + 1 })
        : []
      return { page: rows, list }
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
interface Position {
  repositoryId: number
  imageId: number
  tagId: number
  limit: number
}

const statements: Record<'ANY' | 'TAGGED' | 'UNTAGGED', Statement<Position, ImageIdRow>> = {
  ANY: selectImageIdsAfter,
  TAGGED: selectTaggedIdsAfter,
  UNTAGGED: selectUntaggedIdsAfter,
}

/** Images are active until they are archived, which ecrd can't do yet: other filters find none. */
export function showsActive(imageStatus: string | undefined): boolean {
  return imageStatus === undefined || imageStatus === 'ACTIVE' || imageStatus === 'ANY'
}
