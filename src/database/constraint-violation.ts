/** A row that a constraint forbids: the answer to the step that ran into it, thrown into its work. */
export class ConstraintViolation extends Error {
  readonly kind: 'unique' | 'foreign-key'
  constructor(kind: 'unique' | 'foreign-key', cause: unknown) {
    super(`${kind} constraint violated`, { cause })
    this.name = 'ConstraintViolation'
    this.kind = kind
  }
}
