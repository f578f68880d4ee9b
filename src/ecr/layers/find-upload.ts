import { first, type Work } from '../../database/statement.ts'
import { uploadNotFound } from './errors.ts'
import type { Scope } from '../../request/operation.ts'
import { placeOf, requireRepository } from '../repositories/find-repository.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import { selectPartialFrame, selectUpload, type Upload } from './uploads.table.ts'

export interface UploadName {
  readonly repositoryName: string
  readonly uploadId: string
}

interface FoundUpload {
  readonly repository: Repository
  readonly upload: Upload
}

/** An upload and the bytes of its row: up to a frame of them. */
export interface StoredBytes {
  readonly upload: Upload
  readonly partialFrame: Uint8Array | undefined
}

/**
 * An upload is bound to its repository, to the principal that opened it and to the door it was opened through: for
 * everybody else it does not exist, even for one who knows its id.
 */
export function* requireUpload(scope: Scope, name: UploadName): Work<FoundUpload> {
  const place = placeOf(scope, name.repositoryName)
  const repository = yield* requireRepository(place)
  const upload = yield* first(selectUpload, { repositoryId: repository.id, uuid: name.uploadId })
  if (upload?.principal !== scope.caller.userId || upload.door !== scope.door)
    throw uploadNotFound(place, name.uploadId)
  return { repository, upload }
}

/** For those who go on with the upload's bytes; nobody else has them read. */
export function* requireUploadBytes(scope: Scope, name: UploadName): Work<StoredBytes> {
  const { upload } = yield* requireUpload(scope, name)
  const partialFrame = yield* first(selectPartialFrame, { uploadId: upload.id })
  return { upload, partialFrame: partialFrame?.sealed_bytes }
}
