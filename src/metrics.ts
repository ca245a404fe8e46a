import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

type Parts = {
  /** Calls by face of what callers asked for and we do not have. */
  unknownActions: () => Promise<ReadonlyMap<string, number>>
}

/** What a Prometheus server may read from this process. Addresses, names and paths of strangers are never labels. */
export function makeMetrics({ unknownActions }: Parts) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })

  const requests = new Histogram({
    name: 'provisor_http_request_duration_seconds',
    help: 'Requests by face and HTTP status, from arrival to the last byte of the answer',
    labelNames: ['face', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  new Gauge({
    name: 'provisor_unknown_action_calls',
    help: 'Calls of actions that this server does not have, by face, as counted in the database since the start of time',
    labelNames: ['face'],
    registers: [registry],
    async collect() {
      this.reset()
      for (const [face, calls] of await unknownActions()) this.set({ face }, calls)
    },
  })

  return {
    requestAnswered(face: string, status: number, seconds: number): void {
      requests.observe({ face, status }, seconds)
    },
    contentType: registry.contentType,
    text: (): Promise<string> => registry.metrics(),
  }
}

export type Metrics = ReturnType<typeof makeMetrics>
