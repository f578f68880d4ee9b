/** Lets actions through at once and in order, or holds them back, in order, while it is shut. */
export interface WriteBarrier {
  pass<T>(action: () => Promise<T>): Promise<T>
  shut(): void
  open(): void
}

export function createWriteBarrier(): WriteBarrier {
  const held: (() => void)[] = []
  let isOpen = true
  return {
    pass(action) {
      if (isOpen) return action()
      return new Promise((resolve) => {
        held.push(() => resolve(action()))
      })
    },
    shut() {
      isOpen = false
    },
    open() {
      isOpen = true
      for (const release of held.splice(0)) release()
    },
  }
}
