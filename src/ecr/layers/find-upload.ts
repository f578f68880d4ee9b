import { first, type Work } from '../../database/statement.ts'
import { uploadNotFound } from '../../errors.ts'
import type { Scope } from '../../operation.ts'
import { placeOf, requireRepository } from '../repositories/find-repository.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import { selectUpload, type Upload } from './uploads.table.ts'

export interface UploadName {
  readonly repositoryName: string
  readonly uploadId: string
}

export interface FoundUpload {
  readonly repository: Repository
  readonly upload: Upload
  readonly tail: Uint8Array | undefined
}

/**
 * An upload is bound to its repository, to the principal that opened it and to the door it was opened through: for
 * everybody else it does not exist, even for one who knows its id.
 */
export function* requireUpload(scope: Scope, name: UploadName): Work<FoundUpload> {
  const place = placeOf(scope, name.repositoryName)
  const repository = yield* requireRepository(place)
  const found = yield* first(selectUpload, { repositoryId: repository.id, uuid: name.uploadId })
  if (found?.principal !== scope.caller.arn || found.door !== scope.door) throw uploadNotFound(place, name.uploadId)
  const { sealed_bytes: tail, ...upload } = found
  return { repository, upload, tail: tail ?? undefined }
}
