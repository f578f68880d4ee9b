/**
 * Frees the memory of bytes now, not at some later collection. V8 hardly counts what lies outside of its heap: it lets
 * some 64 MiB of dead buffers come together in each thread, and fresh memory costs a page fault for every 4 KiB.
 *
 * For bytes that the caller owns and no code needs any more: they are empty afterwards. Of a part of a larger
 * buffer nothing is freed. An array buffer that is transferred lets go of its memory (ECMA-262, ArrayBuffer.prototype.transfer).
 */
export function freeMemory({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
