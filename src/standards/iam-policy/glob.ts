import { findPiece, hasPieceAt, type Piece, pieceOf, type Text } from './piece.ts'
import type { GlobPart } from './template.ts'

export type Glob = (text: Text) => boolean

/**
 * Matches a whole text. The stars cut a pattern into pieces: the first piece must begin the text, the last must end it, and
 * each of the others may as well be taken where it is first found, since that leaves most to those after it. So the text is
 * gone through once and never again.
 */
export function compileGlob(parts: readonly GlobPart[]): Glob {
  const pieces = splitAtStars(parts)
  const first = pieces[0] ?? pieceOf([])
  const last = pieces.at(-1) ?? first
  if (pieces.length <= 1) return (text) => text.length === first.length && hasPieceAt(first, text, 0)
  const between = pieces.slice(1, -1).filter((piece) => piece.length > 0)
  return (text) => {
    const end = text.length - last.length
    if (end < first.length || !hasPieceAt(last, text, end) || !hasPieceAt(first, text, 0)) return false
    return inOrder(between, text, first.length, end)
  }
}

function inOrder(pieces: readonly Piece[], text: Text, start: number, end: number): boolean {
  let from = start
  for (const piece of pieces) {
    const at = findPiece(piece, text, from)
    if (at === -1 || at + piece.length > end) return false
    from = at + piece.length
  }
  return true
}

type PiecePart = Exclude<GlobPart, { readonly type: 'any' }>

function splitAtStars(parts: readonly GlobPart[]): readonly Piece[] {
  const pieces: PiecePart[][] = [[]]
  for (const part of parts) {
    if (part.type === 'any') pieces.push([])
    else pieces.at(-1)?.push(part)
  }
  return pieces.map((piece) => pieceOf(piece.map((part) => (part.type === 'text' ? part.text : undefined))))
}
