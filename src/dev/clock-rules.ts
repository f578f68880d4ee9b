/** What `ecrd clock` does to the registry's clock. */
export type ClockMove =
  | { readonly kind: 'advance'; readonly byMs: number }
  | { readonly kind: 'set'; readonly toMs: number }
  | { readonly kind: 'reset' }

/** What the registry's clock shows, and the system's. */
export interface ClockTimes {
  readonly nowMs: number
  readonly systemMs: number
}

/** Why a clock isn't moved. */
export type NotMoved = 'backwards' | 'too-far'

/** Clients read years of four digits; what expires has room after it. */
export const latestMs = Date.parse('9999-01-01T00:00:00Z')

/**
 * How far the clock is ahead of the system's after the move. It goes forward alone, as time does: only a reset takes it back, to where the system's is.
 */
export function decideOffset({ nowMs, systemMs }: ClockTimes, move: ClockMove): number | NotMoved {
  if (move.kind === 'reset') return 0
  const toMs = move.kind === 'advance' ? nowMs + move.byMs : move.toMs
  if (toMs < nowMs) return 'backwards'
  if (toMs > latestMs) return 'too-far'
  return toMs - systemMs
}
