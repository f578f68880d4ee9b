/** A statement of a policy of AWS's. */
export interface ManagedStatement {
  readonly Sid?: string
  readonly Effect: 'Allow'
  readonly Action?: readonly string[]
  readonly NotAction?: readonly string[]
  readonly Resource: string
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}

/** One that allows these actions, of one service, on everything. */
export const allow = (service: string, actions: readonly string[]): ManagedStatement => allowAll(of(service, actions))

/** One that allows these actions, with their services, on everything. */
export const allowAll = (actions: readonly string[]): ManagedStatement => ({
  Effect: 'Allow',
  Action: actions,
  Resource: '*',
})

export const of = (service: string, actions: readonly string[]): readonly string[] =>
  actions.map((action) => `${service}:${action}`)

/** What AWS's documentation says of a policy, its default version included. */
export interface PolicyOfAws {
  readonly name: string
  readonly path?: string
  readonly version: number
  readonly description: string
  readonly statements: readonly ManagedStatement[]
}
