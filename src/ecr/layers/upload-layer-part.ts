import { wrongFirstByte, wrongPartLength } from './errors.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import { appendPart } from './append-part.ts'
import type { Upload } from './uploads.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UploadLayerPart.html */
export const uploadLayerPart = operation({
  name: 'UploadLayerPart',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecr:UploadLayerPart', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    const { repositoryName, uploadId, partFirstByte, partLastByte, layerPartBlob } = input
    const key = repositoryKey(scope, repositoryName)
    const check = (upload: Upload): void => {
      if (partFirstByte !== upload.size) throw wrongFirstByte(key, uploadId, partFirstByte, upload.size)
      const stated = partLastByte - partFirstByte + 1
      if (layerPartBlob.byteLength !== stated) {
        throw wrongPartLength(key, uploadId, upload.size, stated, layerPartBlob.byteLength)
      }
    }
    const name = { repositoryName, uploadId }
    const size = await appendPart(ctx, scope, { name, bytes: once(layerPartBlob), check })
    return { registryId: scope.registry.account, repositoryName, uploadId, lastByteReceived: size - 1 }
  },
})

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}
