import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { BlobReader, BlobStore, BlobWriter } from '../blobs/blob-store.ts'
import { durationBuckets } from './duration-buckets.ts'

type Call = 'open_writer' | 'write' | 'flush' | 'commit' | 'open_reader' | 'read' | 'remove'

/** A blob store whose calls are measured. */
export function blobStoreMetrics(registry: Registry): (store: BlobStore) => BlobStore {
  const measures = createMeasures(registry)
  const { measured } = measures
  return (store) => ({
    name: store.name,
    async openWriter(storageKey, position) {
      return measuredWriter(measures, await measured('open_writer', () => store.openWriter(storageKey, position)))
    },
    async openReader(storageKey) {
      const reader = await measured('open_reader', () => store.openReader(storageKey))
      return reader && measuredReader(measures, reader)
    },
    remove: (storageKey) => measured('remove', () => store.remove(storageKey)),
  })
}

interface Measures {
  readonly bytes: Counter<'direction'>
  readonly writers: Gauge
  readonly measured: <T>(call: Call, run: () => Promise<T>) => Promise<T>
}

function createMeasures(registry: Registry): Measures {
  const registers = [registry]
  const durations = new Histogram({
    name: 'ecrd_blob_store_call_duration_seconds',
    help: 'Calls to the folder or bucket that keeps the layers',
    labelNames: ['call'],
    buckets: durationBuckets,
    registers,
  })
  const failures = new Counter({
    name: 'ecrd_blob_store_failures_total',
    help: 'Calls to the blob store that failed',
    labelNames: ['call'],
    registers,
  })
  const bytes = new Counter({
    name: 'ecrd_blob_store_bytes_total',
    help: 'Bytes, as they are kept, that were written to the blob store and read from it',
    labelNames: ['direction'],
    registers,
  })
  const writers = new Gauge({
    name: 'ecrd_uploads_open',
    help: 'Writers to the blob store that this server holds open for uploads',
    registers,
  })

  async function measured<T>(call: Call, run: () => Promise<T>): Promise<T> {
    const end = durations.startTimer({ call })
    try {
      return await run()
    } catch (error) {
      failures.inc({ call })
      throw error
    } finally {
      end()
    }
  }
  return { bytes, writers, measured }
}

function measuredWriter({ bytes, writers, measured }: Measures, writer: BlobWriter): BlobWriter {
  let isOpen = true
  writers.inc()
  return {
    async write(written) {
      const sizeBytes = written.byteLength
      await measured('write', () => writer.write(written))
      bytes.inc({ direction: 'written' }, sizeBytes)
    },
    flush: () => measured('flush', () => writer.flush()),
    commit: () => measured('commit', () => writer.commit()),
    close() {
      if (isOpen) writers.dec()
      isOpen = false
      return writer.close()
    },
  }
}

function measuredReader({ bytes, measured }: Measures, reader: BlobReader): BlobReader {
  return {
    async read(into, position) {
      const sizeBytes = await measured('read', () => reader.read(into, position))
      bytes.inc({ direction: 'read' }, sizeBytes)
      return sizeBytes
    },
    close: () => reader.close(),
  }
}
