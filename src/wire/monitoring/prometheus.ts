import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

type Parts = {
  /** Calls by face of what callers asked for and we do not have. */
  unknownActions: () => Promise<ReadonlyMap<string, number>>
  lanes: () => Promise<readonly LaneMeasure[]>
  schedules: () => Promise<readonly ScheduleMeasure[]>
  connections: { open(): number; endings: ReadonlyMap<string, number> }
}

/** A queue as it is now. `lane` is our own name for it, such as `server:3` or `outbound:7`. */
export type LaneMeasure = { lane: string; waiting: number; running: number; stopped: boolean }

/** `sinceSuccessMs` by the database's clock; since it is known where it never succeeded. */
type ScheduleMeasure = { name: string; sinceSuccessMs: number; lateSince: number | null }

/** What a Prometheus server may read from this process. Addresses, names and paths of strangers are never labels. */
export function makeMetrics({ unknownActions, lanes, schedules, connections }: Parts) {
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
  new Gauge({
    name: 'provisor_connections',
    help: 'Connections that are open',
    registers: [registry],
    collect() {
      this.set(connections.open())
    },
  })
  new Counter({
    name: 'provisor_connections_cut_total',
    help: 'Connections that were refused, or that this process ended, by the reason',
    labelNames: ['why'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [why, times] of connections.endings) this.inc({ why }, times)
    },
  })
  const laneGauge = (name: string, help: string) =>
    new Gauge({ name: `provisor_lane_${name}`, help, labelNames: ['lane'], registers: [registry] })
  const waiting = laneGauge('waiting', 'What waits in a lane: a server, a registrar or an outbound service; exact')
  const running = laneGauge('running', 'What runs in a lane')
  const stopped = laneGauge(
    'stopped',
    '1 when a lane begins nothing: it is paused, closed for now, or its breaker open',
  )

  const scheduleGauge = (name: string, help: string) =>
    new Gauge({ name: `provisor_schedule_${name}`, help, labelNames: ['schedule'], registers: [registry] })
  const sinceSuccess = scheduleGauge(
    'seconds_since_success',
    'Since a schedule last succeeded on any node, or since it is known when it never did',
  )
  const late = scheduleGauge('late', '1 when a schedule was due and has not ended in time')

  async function measureSchedules(): Promise<void> {
    for (const { name: schedule, sinceSuccessMs, lateSince } of await schedules()) {
      sinceSuccess.set({ schedule }, sinceSuccessMs / 1000)
      late.set({ schedule }, lateSince === null ? 0 : 1)
    }
  }

  async function measureLanes(): Promise<void> {
    for (const gauge of [waiting, running, stopped]) gauge.reset()
    for (const { lane, ...measured } of await lanes()) {
      waiting.set({ lane }, measured.waiting)
      running.set({ lane }, measured.running)
      stopped.set({ lane }, measured.stopped ? 1 : 0)
    }
  }

  return {
    requestAnswered(face: string, status: number, seconds: number): void {
      requests.observe({ face, status }, seconds)
    },
    contentType: registry.contentType,
    async text(): Promise<string> {
      await measureLanes()
      await measureSchedules()
      return registry.metrics()
    },
  }
}
