import type { Context } from '../../request/context.ts'
import { run, type Work } from '../../database/statement.ts'
import { removeBytesLater } from './release-blob.ts'
import { deletePartialFrame, deleteUpload, type Upload } from './uploads.table.ts'

/** Ends an upload without a blob. Its file, if it has one, is removed later: a request may still be writing to it. */
export function* abandonUpload(ctx: Context, upload: Pick<Upload, 'id' | 'store' | 'storage_key'>): Work<void> {
  yield* run(deletePartialFrame, { uploadId: upload.id })
  yield* run(deleteUpload, { id: upload.id })
  yield* removeBytesLater(ctx, upload)
}
