import type { IncomingMessage } from 'node:http'
import { requestTooLarge } from '../../errors.ts'
import { frameSizeBytes } from '../../sealing/frames.ts'
import { freeMemory } from '../../platform/free-memory.ts'
import type { Arrivals } from './arrivals.ts'
import type { HeldMemory, MemoryBudget } from './memory-budget.ts'
import { readChunks } from './read-chunks.ts'

/** How requests are read and answered: at a pace, and with the memory that there is for all of them. */
export interface RequestBodies {
  readonly arrivals: Arrivals
  readonly memory: MemoryBudget
  /** How long a client may take nothing of an answer that is held for it. */
  readonly silenceMs: number
}

/** The body of one request, to be read once, in one way or the other. */
export interface RequestBody {
  /** As it comes. Each chunk is lent until the next is asked for: its memory is freed then. */
  chunks(): AsyncGenerator<Uint8Array>
  /** All of it. A body that is too long, or for which there is no room, fails as soon as that is known. */
  whole(limitBytes: number): Promise<WholeBody>
}

/** A body in memory, which counts as held until it is disposed of. */
export interface WholeBody extends Disposable {
  readonly bytes: Buffer
}

export function bodyOf(bodies: RequestBodies, request: IncomingMessage): RequestBody {
  return {
    chunks: () => readPassing(bodies, request),
    whole: (limitBytes) => readWhole(bodies, request, limitBytes),
  }
}

/** An upload collects chunks into a frame (blobs/frame-buffers.ts), for as long as the client likes. */
async function* readPassing({ arrivals, memory }: RequestBodies, request: IncomingMessage): AsyncGenerator<Uint8Array> {
  const held = memory.hold(Math.min(statedSize(request) ?? frameSizeBytes, frameSizeBytes))
  try {
    for await (const chunk of readChunks(request, arrivals, false)) {
      yield chunk
      freeMemory(chunk)
    }
  } finally {
    held[Symbol.dispose]()
  }
}

async function readWhole(
  { arrivals, memory }: RequestBodies,
  request: IncomingMessage,
  limitBytes: number,
): Promise<WholeBody> {
  const statedBytes = statedSize(request)
  if (statedBytes !== undefined && statedBytes > limitBytes) throw requestTooLarge(limitBytes)
  const held = memory.hold(statedBytes ?? 0)
  try {
    const chunks = readChunks(request, arrivals, true)
    const bytes = await (statedBytes === undefined ? gather(chunks, held, limitBytes) : fill(chunks, statedBytes))
    return { bytes, [Symbol.dispose]: () => held[Symbol.dispose]() }
  } catch (error) {
    held[Symbol.dispose]()
    throw error
  }
}

function statedSize({ headers }: IncomingMessage): number | undefined {
  const stated = headers['content-length']
  return stated === undefined ? undefined : Number(stated)
}

/** The parser lets through as much as was stated, and no more. */
async function fill(chunks: AsyncIterable<Buffer>, sizeBytes: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(sizeBytes)
  let filledBytes = 0
  for await (const chunk of chunks) {
    bytes.set(chunk, filledBytes)
    filledBytes += chunk.byteLength
    freeMemory(chunk)
  }
  return bytes
}

/** In one place from the start: a chunk that is kept takes a hundred bytes beside its own, and it may have only one. */
async function gather(chunks: AsyncIterable<Buffer>, held: HeldMemory, limitBytes: number): Promise<Buffer> {
  let bytes = Buffer.allocUnsafeSlow(0)
  let filledBytes = 0
  for await (const chunk of chunks) {
    const neededBytes = filledBytes + chunk.byteLength
    if (neededBytes > limitBytes) throw requestTooLarge(limitBytes)
    held.add(chunk.byteLength)
    if (neededBytes > bytes.byteLength) bytes = moved(bytes, Math.min(limitBytes, Math.ceil(1.25 * neededBytes)))
    bytes.set(chunk, filledBytes)
    filledBytes = neededBytes
    freeMemory(chunk)
  }
  return moved(bytes, filledBytes)
}

/** The bytes in a place of another size, of which nothing is left where they were. */
function moved({ buffer }: Buffer<ArrayBuffer>, sizeBytes: number): Buffer<ArrayBuffer> {
  return Buffer.from(buffer.transfer(sizeBytes))
}
