/** Lets so many in at a time; the others wait outside, first come, first served. */
export interface Gate {
  enter(): Promise<void>
  leave(): void
  readonly inside: number
}

export function createGate(places: number): Gate {
  const waiting: (() => void)[] = []
  let inside = 0
  return {
    async enter() {
      if (inside === places) {
        // Whoever leaves hands over its place: nobody who comes later can slip in between.
        await new Promise<void>((resolve) => waiting.push(resolve))
        return
      }
      inside += 1
    },
    leave() {
      const next = waiting.shift()
      if (next === undefined) inside -= 1
      else next()
    },
    get inside() {
      return inside
    },
  }
}
