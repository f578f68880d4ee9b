/** What a load did. */
export type Done = Omit<Report, 'headroom'>

/** What it answers. */
export interface Report {
  readonly rate: number
  /** Of what the rate counts, how much it was. */
  readonly count: number
  /** How many times this rate the load could have made, had it not had to wait: it has one core at the most. */
  readonly headroom: number
  /** Of the blobs that were pushed, where they are large. */
  readonly digests?: readonly string[]
}

export interface Failure {
  readonly failure: string
}
