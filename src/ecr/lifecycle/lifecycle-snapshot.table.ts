import { type Bound, statement } from '../../database/statement.ts'
import { imageColumns } from '../images/images.table.ts'

interface Page {
  repositoryId: number
  limit: number
}

/** What a decision needs to know of images. */
export const selectImageFactsAfter = statement('selectImageFactsAfter', (db, p: Bound<Page & { after: number }>) =>
  db
    .selectFrom('image')
    .select(['id', 'digest', 'sha256_digest', 'subject_digest', 'pushed_at', 'last_pulled_at'])
    .select(['storage_class', 'archived_at', 'activated_at'])
    .where('repository_id', '=', p.repositoryId)
    .where('id', '>', p.after)
    .orderBy('id')
    .limit(p.limit),
)

export const selectTagNamesOfImages = statement('selectTagNamesOfImages', (db, p: Bound<Page & { after: string }>) =>
  db
    .selectFrom('tag')
    .select(['name', 'image_id'])
    .where('repository_id', '=', p.repositoryId)
    .where('name', '>', p.after)
    .orderBy('name')
    .limit(p.limit),
)

/** Indexes and what they name. */
export const selectChildrenAfter = statement(
  'selectChildrenAfter',
  (db, p: Bound<Page & { afterImage: number; afterChild: number }>) =>
    db
      .selectFrom('image')
      .innerJoin('image_child', 'image_child.image_id', 'image.id')
      .select(['image_child.image_id', 'image_child.child_id'])
      .where('image.repository_id', '=', p.repositoryId)
      .where('image.id', '>=', p.afterImage)
      .where(({ eb, or }) => or([eb('image.id', '>', p.afterImage), eb('image_child.child_id', '>', p.afterChild)]))
      .orderBy('image.id')
      .orderBy('image_child.child_id')
      .limit(p.limit),
)

export const selectImageById = statement('selectImageById', (db, p: Bound<{ imageId: number }>) =>
  db.selectFrom('image').select(imageColumns).where('id', '=', p.imageId),
)
