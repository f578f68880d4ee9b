import { type Bound, statement } from '../../database/statement.ts'

interface InRepository {
  repositoryId: number
}

export const selectTag = statement('selectTag', (db, p: Bound<InRepository & { name: string }>) =>
  db.selectFrom('tag').selectAll().where('repository_id', '=', p.repositoryId).where('name', '=', p.name),
)

/** An image's tags in the order they were attached. */
export const selectTagsOfImage = statement('selectTagsOfImage', (db, p: Bound<{ imageId: number }>) =>
  db.selectFrom('tag').select('name').where('image_id', '=', p.imageId).orderBy('id'),
)

/** The tags of the images from one to another, in the order of the images and then as they were attached. */
export const selectTagsOfImages = statement(
  'selectTagsOfImages',
  (db, p: Bound<InRepository & { from: number; to: number; limit: number }>) =>
    db
      .selectFrom('image')
      .innerJoin('tag', 'tag.image_id', 'image.id')
      .select(['tag.image_id', 'tag.name'])
      .where('image.repository_id', '=', p.repositoryId)
      .where('image.id', '>=', p.from)
      .where('image.id', '<=', p.to)
      .orderBy('image.id')
      .orderBy('tag.id')
      .limit(p.limit),
)

/** Enough to find one that allows; an image in the indexes of many releases has thousands. */
const maxHoldersTags = 10_000

/** The tags of an image, of the indexes that hold it, and of those that hold these: nobody nests them deeper. */
export const selectTagsOfHolders = statement('selectTagsOfHolders', (db, p: Bound<{ imageId: number }>) =>
  db
    .selectFrom('tag')
    .select('tag.name')
    .where('tag.image_id', '=', p.imageId)
    .unionAll(
      db
        .selectFrom('image_child')
        .innerJoin('tag', 'tag.image_id', 'image_child.image_id')
        .select('tag.name')
        .where('image_child.child_id', '=', p.imageId),
    )
    .unionAll(
      db
        .selectFrom('image_child')
        .innerJoin('image_child as outer', 'outer.child_id', 'image_child.image_id')
        .innerJoin('tag', 'tag.image_id', 'outer.image_id')
        .select('tag.name')
        .where('image_child.child_id', '=', p.imageId),
    )
    .limit(maxHoldersTags),
)

/** Whether an image has more tags than `offset`. */
export const selectTagAt = statement('selectTagAt', (db, p: Bound<{ imageId: number; offset: number }>) =>
  db.selectFrom('tag').select('id').where('image_id', '=', p.imageId).orderBy('id').limit(1).offset(p.offset),
)

export const insertTag = statement('insertTag', (db, p: Bound<InRepository & { name: string; imageId: number }>) =>
  db.insertInto('tag').values({ repository_id: p.repositoryId, name: p.name, image_id: p.imageId }),
)

export const deleteTag = statement('deleteTag', (db, p: Bound<InRepository & { name: string }>) =>
  db.deleteFrom('tag').where('repository_id', '=', p.repositoryId).where('name', '=', p.name),
)

export const deleteTagsOfImage = statement('deleteTagsOfImage', (db, p: Bound<{ imageId: number }>) =>
  db.deleteFrom('tag').where('image_id', '=', p.imageId),
)

/** Tags in bytewise order, with the ids of their images. */
export const selectTagsByNameAfter = statement(
  'selectTagsByNameAfter',
  (db, p: Bound<InRepository & { after: string; limit: number }>) =>
    db
      .selectFrom('tag')
      .select(['name', 'image_id'])
      .where('repository_id', '=', p.repositoryId)
      .where('name', '>', p.after)
      .orderBy('name')
      .limit(p.limit),
)

/** The same, and what says the status of their images. */
export const selectTagsAfter = statement(
  'selectTagsAfter',
  (db, p: Bound<InRepository & { after: string; limit: number }>) =>
    db
      .selectFrom('tag')
      .innerJoin('image', 'image.id', 'tag.image_id')
      .select(['tag.name', 'image.storage_class', 'image.activated_at'])
      .where('tag.repository_id', '=', p.repositoryId)
      .where('tag.name', '>', p.after)
      .orderBy('tag.name')
      .limit(p.limit),
)
