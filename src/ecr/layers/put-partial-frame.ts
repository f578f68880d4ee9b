import { run, type Work } from '../../database/statement.ts'
import { deleteTail, upsertTail } from './uploads.table.ts'

/** Keeps an upload's bytes short of a frame beside its row; undefined when there are none. */
export function* putPartialFrame(uploadId: number, sealedBytes: Uint8Array | undefined): Work<void> {
  if (sealedBytes === undefined) yield* run(deleteTail, { uploadId })
  else yield* run(upsertTail, { uploadId, sealedBytes })
}
