import type { BlobOutput } from '../ecr/layers/oci-read-blob.ts'
import { decideByteRange } from '../standards/oci/byte-range.ts'
import type { Reply } from './oci/exchange.ts'

/** A blob's bytes, or the range that was asked for (RFC 9110 §14). Blobs never change, so they may be kept for ever. */
export function blobReply(blob: BlobOutput, rangeHeader: string | undefined): Reply {
  const common = {
    'content-type': 'application/octet-stream',
    'docker-content-digest': blob.digest,
    'accept-ranges': 'bytes',
    'cache-control': 'max-age=31536000',
    etag: `"${blob.digest}"`,
  }
  const range = decideByteRange(rangeHeader, blob.sizeBytes)
  switch (range.kind) {
    case 'whole':
      return { status: 200, headers: { ...common, 'content-length': blob.sizeBytes }, body: blob.read() }
    case 'unsatisfiable':
      return { status: 416, headers: { ...common, 'content-range': `bytes */${blob.sizeBytes}`, 'content-length': 0 } }
    case 'part':
      return {
        status: 206,
        headers: {
          ...common,
          'content-range': `bytes ${range.first}-${range.last}/${blob.sizeBytes}`,
          'content-length': range.last - range.first + 1,
        },
        body: blob.read({ first: range.first, last: range.last }),
      }
  }
}
