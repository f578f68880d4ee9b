interface TagRow {
  readonly key: string
  readonly value: string
}

/**
 * Tags as policies ask for them: by keys in lower case, since the names of context keys have no case. The keys of a repository's
 * tags do, so there may be several values for one name: `hasOneValue` has the rule.
 */
export function valuesByKey(rows: readonly TagRow[]): ReadonlyMap<string, readonly string[]> {
  const groups = Map.groupBy(rows, ({ key }) => key.toLowerCase())
  return new Map(Array.from(groups, ([name, group]) => [name, group.map(({ value }) => value)]))
}
