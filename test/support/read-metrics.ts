import { waitFor } from './processes.ts'

/** A line of Prometheus' text: `name{label="value"} 1`. */
export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** What a server tells of itself. https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
export async function readMetrics(url: string): Promise<readonly Sample[]> {
  const text = await (await fetch(url)).text()
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(parseSample)
}

function parseSample(line: string): Sample {
  const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
  const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', text = '']) => [key, text] as const)
  return { name, labels: Object.fromEntries(pairs), value: Number(value) }
}

/** The sum of the samples that have these labels, whatever others they have. */
export function valueOf(samples: readonly Sample[], name: string, labels: Sample['labels'] = {}): number {
  const fits = (sample: Sample): boolean =>
    sample.name === name && Object.entries(labels).every(([key, text]) => sample.labels[key] === text)
  return samples.filter(fits).reduce((sum, { value }) => sum + value, 0)
}

/** By how much something grows while something is asked; an answer may be there before it is counted. */
export async function growthOf(
  url: string,
  [name, labels]: readonly [string, Sample['labels']],
  ask: () => Promise<unknown>,
): Promise<number> {
  const before = valueOf(await readMetrics(url), name, labels)
  await ask()
  const now = async (): Promise<number> => valueOf(await readMetrics(url), name, labels)
  return waitFor(`${name} ${JSON.stringify(labels)} to grow`, async () => (await now()) - before || undefined)
}
