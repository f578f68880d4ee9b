import { Gauge, type Registry } from 'prom-client'

/** What a server has at the moment. */
export interface ServerState {
  readonly connections: () => number
  readonly requestsRunning: () => number
  readonly requestMemoryBytes: () => number
  readonly requestMemoryLimitBytes: () => number
}

const gauges: { readonly [Name in keyof ServerState]: readonly [name: string, help: string] } = {
  connections: ['ecrd_connections', 'Connections of clients'],
  requestsRunning: ['ecrd_requests_running', 'Operations that are authorised or run at the moment'],
  requestMemoryBytes: [
    'ecrd_request_memory_bytes',
    'Memory held for bodies of requests and for answers that wait to be taken',
  ],
  requestMemoryLimitBytes: ['ecrd_request_memory_limit_bytes', 'The most that may be held: --request-memory-mebibytes'],
}

/** Read from the server whenever somebody asks for the metrics. */
export function serverMetrics(registry: Registry, state: ServerState): void {
  for (const [key, [name, help]] of Object.entries(gauges) as [keyof ServerState, readonly [string, string]][]) {
    new Gauge({
      ...{ name, help, registers: [registry] },
      collect() {
        this.set(state[key]())
      },
    })
  }
}
