/** A database or data folder that can't be used as it is. The message is one sentence for the operator. */
export class CannotOpen extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'CannotOpen'
  }
}
