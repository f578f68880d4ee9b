import type { Target } from '../loads/connection.ts'
import type { Outcome } from '../loads/hostile-connection.ts'

/** Something that somebody sends, or does, who means no good. */
export interface HostileInput {
  readonly title: string
  /** How many files and connections its server may open; undefined: as many as the machine gives. */
  readonly descriptors?: number
  /** What lies there before. It isn't measured. */
  prepare?(callers: Callers): Promise<void>
  /** What the server answered. */
  send(callers: Callers): Promise<readonly Outcome[]>
}

/** The same server, for everybody who calls. */
export interface Callers {
  readonly root: Target
  /** Has a key, and no policy. */
  readonly powerless: Target
  /** May pull and push images by their tags: has a policy that asks for ecr:ImageTag. */
  readonly byTag: Target
}

export const mebibyte = 1024 * 1024

/** The text so often that it has about so many bytes. */
export function filled(sizeBytes: number, each: (index: number) => string): string {
  const pieces: string[] = []
  for (let bytes = 0, index = 0; ; index += 1) {
    const piece = each(index)
    bytes += Buffer.byteLength(piece) + 1
    if (bytes > sizeBytes) return pieces.join(',')
    pieces.push(piece)
  }
}
