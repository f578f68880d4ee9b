/** What PostgreSQL's types are in the program. pg hands over the text of a value, or the bytes of the few it asks for. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => (text === 't' ? 1 : 0), // bool
  17: toBytes, // bytea
  20: toInteger, // int8
  21: toInteger, // int2
  23: toInteger, // int4
}

/** In the shape that pg asks for it, by the type's number (`select oid, typname from pg_type`). Text is itself. */
export const columnTypes = {
  getTypeParser: (oid: number): ((text: string) => unknown) => parsers[oid] ?? String,
}

function toInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is larger than a number that is kept exactly`)
  return number
}

/** `\x00ff07`, into memory of its own: small Buffers share theirs, and what is handed to a worker must not. */
function toBytes(text: string): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow((text.length - 2) / 2)
  bytes.write(text.slice(2), 'hex')
  return new Uint8Array(bytes.buffer, 0, bytes.byteLength)
}
