import { run, type Work } from '../../database/statement.ts'
import {
  deleteBlobsOfImages,
  deleteChildrenOfImages,
  deleteImages,
  deleteTagsOfRepository,
} from '../images/images.table.ts'

/** Removes every image of a repository, in as many statements as there are tables. */
export function* removeImagesOfRepository(repositoryId: number): Work<void> {
  yield* run(deleteTagsOfRepository, { repositoryId })
  yield* run(deleteChildrenOfImages, { repositoryId })
  yield* run(deleteBlobsOfImages, { repositoryId })
  yield* run(deleteImages, { repositoryId })
}
