import { expect, test } from 'vitest'
import { fixedClock } from '../../../test/support/clock.ts'
import { NO_LIMITS } from '../../../test/support/no-limits.ts'
import { makeLog } from '../../base/log.ts'
import type { Domain } from '../../domain.ts'
import { makeHttp } from '../http.ts'
import { nativeGuard } from '../native/guard.ts'
import { makePace } from '../native/pace.ts'
import { metricsRoutes } from './metrics.ts'

type Fixtures = {
  missing?: object[]
  lanes?: object[]
  queues?: object[]
  schedules?: object[]
  entries?: () => Promise<object[]>
}

/** Metrics over a server with two wires, these unknown actions and these queues. */
async function openMetrics({ missing = [], lanes = [], queues = [], schedules = [], ...more }: Fixtures = {}) {
  const { entries = async () => [] } = more
  const none = async () => ({ waiting: 0, oldestAt: null })
  const domain = {
    access: { missingActions: { list: async () => missing } },
    lanes: { list: async () => lanes },
    outbound: { queues: { list: async () => queues } },
    schedules: { list: async () => schedules },
    attention: { list: async () => ({ items: [] }) },
    moduleQueue: { measure: entries },
    webhooks: { list: async () => [], deliveries: { backlog: none } },
    notices: { mails: { backlog: none } },
    bulk: { countStates: async () => [] },
    keys: { get: async () => ({ nodes: [] }) },
  } as unknown as Domain
  const log = makeLog({ level: 'silent' })
  const http = makeHttp({
    log,
    limits: NO_LIMITS,
    forms: [],
    bodyLimitMb: 1,
    trustedProxies: [],
    paths: [],
  })
  http.register(
    metricsRoutes({
      ...{ domain, log, clock: fixedClock(10_000), disk: { space: async () => ({ free: 3, total: 4 }) } },
      hold: { isHeld: () => false },
      database: { load: () => ({ size: 10, inUse: 2, waiting: 1, longestWaitMs: 250 }) },
      guard: nativeGuard({ domain, log, pace: makePace() }),
    }),
  )
  http.register(async (app) => {
    app.decorate('face', 'one')
    app.get('/one/:id', async () => ({}))
    app.register(async (scope) => scope.setNotFoundHandler(async (_request, reply) => reply.code(404).send({})), {
      prefix: '/one',
    })
  })
  http.register(async (app) => {
    app.decorate('face', 'two')
    app.get('/two', async (_request, reply) => reply.code(403).send({}))
  })
  await http.ready()
  return {
    ask: (url: string) => http.inject(url),
    /** The samples whose name begins so, as `name{labels} value`. */
    async samples(name: string) {
      const { body } = await http.inject({ url: '/metrics', headers: { host: 'localhost' } })
      return body.split('\n').filter((line) => line.startsWith(name))
    },
  }
}

test('requests are counted and timed by face and status, whatever their path', async () => {
  const { ask, samples } = await openMetrics()
  for (const url of ['/one/1', '/one/2', '/one/1/none', '/two', '/none']) await ask(url)
  expect((await samples('provisor_http_request_duration_seconds_count')).sort()).toEqual([
    'provisor_http_request_duration_seconds_count{face="one",status="200"} 2',
    'provisor_http_request_duration_seconds_count{face="one",status="404"} 1',
    'provisor_http_request_duration_seconds_count{face="other",status="404"} 1',
    'provisor_http_request_duration_seconds_count{face="two",status="403"} 1',
  ])
})

test('unknown actions are summed up by face, without their names', async () => {
  const { samples } = await openMetrics({
    missing: [
      { face: 'whmcs', calls: 3 },
      { face: 'whmcs', calls: 4 },
      { face: 'wbteampro', calls: 1 },
    ],
  })
  expect(await samples('provisor_unknown_action_calls')).toEqual([
    'provisor_unknown_action_calls{face="whmcs"} 7',
    'provisor_unknown_action_calls{face="wbteampro"} 1',
  ])
})

test('every lane says what waits, what runs and whether it stands still', async () => {
  const { samples } = await openMetrics({
    lanes: [{ name: 'server:3', waiting: 2, running: 1, state: 'paused', breaker: 'closed' }],
    queues: [{ service: { id: 7 }, waiting: 112, running: 0, stopped: 'breaker' }],
  })
  expect(await samples('provisor_lane_')).toEqual([
    'provisor_lane_waiting{lane="server:3"} 2',
    'provisor_lane_waiting{lane="outbound:7"} 112',
    'provisor_lane_running{lane="server:3"} 1',
    'provisor_lane_running{lane="outbound:7"} 0',
    'provisor_lane_stopped{lane="server:3"} 1',
    'provisor_lane_stopped{lane="outbound:7"} 1',
    'provisor_lane_broken{lane="server:3"} 0',
    'provisor_lane_broken{lane="outbound:7"} 1',
  ])
})

test('every schedule says when it last succeeded, and whether it is late', async () => {
  const { samples } = await openMetrics({
    schedules: [
      { name: 'prune-jobs', sinceSuccessMs: 61_500, lateSince: null },
      { name: 'fold-statistics', sinceSuccessMs: 7_200_000, lateSince: 1 },
    ],
  })
  expect(await samples('provisor_schedule_')).toEqual([
    'provisor_schedule_seconds_since_success{schedule="prune-jobs"} 61.5',
    'provisor_schedule_seconds_since_success{schedule="fold-statistics"} 7200',
    'provisor_schedule_late{schedule="prune-jobs"} 0',
    'provisor_schedule_late{schedule="fold-statistics"} 1',
  ])
})

test('of very many lanes the last ones are told together', async () => {
  const lanes = Array.from({ length: 503 }, (_, id) => ({
    ...{ name: `server:${id}`, waiting: id, running: 0, state: id > 500 ? 'paused' : 'running', breaker: 'closed' },
  }))
  const { samples } = await openMetrics({ lanes })
  const waiting = await samples('provisor_lane_waiting')
  expect(waiting).toHaveLength(501)
  expect(waiting.at(-1)).toBe('provisor_lane_waiting{lane="other"} 1503')
  expect((await samples('provisor_lane_stopped')).at(-1)).toBe('provisor_lane_stopped{lane="other"} 2')
})

test('what the database does not tell is left out, and the rest is told', async () => {
  const { samples } = await openMetrics({ entries: () => Promise.reject(new Error('no database')) })
  expect(await samples('provisor_database_measured')).toEqual(['provisor_database_measured 0'])
  expect(await samples('provisor_module_queue')).toEqual([])
  expect(await samples('provisor_database_longest_wait_seconds')).toEqual([
    'provisor_database_longest_wait_seconds 0.25',
  ])
})

test('entries of the module queue are told by class and by age', async () => {
  const entry = { failureClass: 'conflict', entries: 5, held: 2, needsPerson: 3, retries: 9, oldestAt: 4000 }
  const { samples } = await openMetrics({ entries: async () => [{ ...entry, older: [4, 1, 0, 0, 0, 0] }] })
  const told = await samples('provisor_module_queue_')
  expect(told.filter((line) => line.includes('conflict'))).toEqual([
    'provisor_module_queue_entries{class="conflict"} 5',
    'provisor_module_queue_held{class="conflict"} 2',
    'provisor_module_queue_needs_person{class="conflict"} 3',
    'provisor_module_queue_retries{class="conflict"} 9',
    'provisor_module_queue_oldest_seconds{class="conflict"} 6',
  ])
  expect(told).toContain('provisor_module_queue_entries{class="transient"} 0')
  expect(told).toContain('provisor_module_queue_entries_older_than{seconds="60"} 4')
  expect(told).toContain('provisor_module_queue_entries_older_than{seconds="600"} 1')
})

test('the process tells of itself', async () => {
  const { samples } = await openMetrics()
  expect(await samples('process_resident_memory_bytes')).toHaveLength(1)
})
