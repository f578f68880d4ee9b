import { Registry } from 'prom-client'
import { results } from '../../src/metrics/result-rules.ts'
import { createMetrics } from '../../src/metrics/create-metrics.ts'
import { doors } from '../../src/http/ops/recorder.ts'

/** What a metric is beside what its type in prom-client tells. */
interface Metric {
  readonly name: string
  readonly help: string
  readonly type: string
  readonly labelNames: readonly string[]
}

/** Every metric of `--metrics-port`: from those that a server makes. */
export async function writeMetricsPage(): Promise<string> {
  const own = (await metrics()).filter(({ name }) => name.startsWith('ecrd_'))
  return `<!-- Written by scripts/generate-docs.ts. -->
# Metrics

With \`--metrics-port 9100\` a server tells Prometheus at \`http://127.0.0.1:9100/metrics\` what it does. Without the option nothing is measured.

The port is open to programs of the same machine only, in plain HTTP and without authentication: in Kubernetes to containers of the same pod,
elsewhere to an agent, or a proxy that asks for credentials. Port 0 picks a free one; \`ecrd.json\` in the data folder says which.

\`\`\`yaml
scrape_configs:
  - job_name: ecrd
    static_configs:
      - targets: [127.0.0.1:9100]
\`\`\`

[grafana-dashboard.json](grafana-dashboard.json) shows them: import it into Grafana, and name your Prometheus there.

## ecrd's own

| metric | type | labels | what it is |
|---|---|---|---|
${own.map(row).join('\n')}

A histogram is three series: \`_bucket\`, \`_sum\`, \`_count\`. Several servers each tell of themselves.

The values of labels are few, and no text of a client is among them: no repository, caller, address or path.

| label | values |
|---|---|
| \`door\` | ${listed(doors)}; \`none\` for paths that no door knows, and for what was no request of HTTP |
| \`service\` | as AWS's command line calls it; \`ecrd\` for its own operations; \`dev\` for resetting; \`none\` where the request was refused before it was known |
| \`operation\` | as AWS calls it, also below \`/v2/\`: a manifest is got by \`BatchGetImage\`; what only \`/v2/\` has is \`MountBlob\`, \`DeleteBlob\`, \`CancelLayerUpload\`; \`none\` as above |
| \`effect\` | \`reads\`, \`changes\`; of operations that are not built \`reads\`, as they change nothing; \`none\` as above |
| \`result\` | ${listed(results)} |
| \`kind\` | of a transaction: \`read\`, \`change\`; of a job: what it does |
| \`call\` | \`open_writer\`, \`write\`, \`flush\`, \`commit\`, \`open_reader\`, \`read\`, \`remove\` |
| \`direction\` | \`read\`, \`written\` |

Of the results, \`refused\` is whatever is wrong with a request, such as an image that is missing, and what is throttled or not built;
\`unauthenticated\` that it isn't known who asks (docker begins with one such request); \`denied\` that the caller may not (on \`/v2/\` an expired
login and an exceeded quota are 403, too, and counted here); \`unavailable\` that storage was away or memory short (503); \`failed\` a fault of the
server; \`cut\` that the connection ended before the answer did.

## The process

Names that begin with \`process_\` and \`nodejs_\` are those that [prom-client](https://github.com/siimon/prom-client#default-metrics) gives every
program: processor time, memory, descriptors, garbage collection. \`nodejs_eventloop_lag_p99_seconds\` tells for how long the
event loop was held up since the metrics were read last: one thread answers, so what holds it up holds up everybody.
`
}

async function metrics(): Promise<readonly Metric[]> {
  const registry = new Registry()
  const nothing = (): number => 0
  createMetrics(0, registry).watch({
    connections: nothing,
    requestsRunning: nothing,
    requestMemoryBytes: nothing,
    requestMemoryLimitBytes: nothing,
  })
  const known = await registry.getMetricsAsJSON()
  return known.map(({ name, help, type }) => {
    const { labelNames } = registry.getSingleMetric(name) as unknown as Pick<Metric, 'labelNames'>
    return { name, help, type: String(type), labelNames }
  })
}

function row({ name, help, type, labelNames }: Metric): string {
  return `| \`${name}\` | ${type} | ${listed(labelNames)} | ${help} |`
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}
