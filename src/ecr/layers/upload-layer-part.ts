import { wrongFirstByte, wrongPartLength } from '../../errors.ts'
import { onRepository, operation } from '../../operation.ts'
import { placeOf } from '../repositories/find-repository.ts'
import { appendPart } from './append-part.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UploadLayerPart.html */
export const uploadLayerPart = operation({
  name: 'UploadLayerPart',
  access: (input, scope) => [onRepository('ecr:UploadLayerPart', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    const { repositoryName, uploadId, partFirstByte, partLastByte, layerPartBlob } = input
    const place = placeOf(scope, repositoryName)
    const size = await appendPart(ctx, scope, { repositoryName, uploadId }, once(layerPartBlob), (upload) => {
      if (partFirstByte !== upload.size) throw wrongFirstByte(place, uploadId, partFirstByte, upload.size)
      const stated = partLastByte - partFirstByte + 1
      if (layerPartBlob.byteLength !== stated) {
        throw wrongPartLength(place, uploadId, upload.size, stated, layerPartBlob.byteLength)
      }
    })
    return { registryId: scope.registryId, repositoryName, uploadId, lastByteReceived: size - 1 }
  },
})

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}
