import { randomBytes, randomUUID } from 'node:crypto'

/** Randomness. Everything that needs an id, a key or a nonce asks one of these. */
export interface Ids {
  uuid(): string
  bytes(count: number): Buffer
}

export const randomIds: Ids = { uuid: () => randomUUID(), bytes: (count) => randomBytes(count) }
