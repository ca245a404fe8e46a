import { expect, test } from 'vitest'
import { NO_LIMITS } from '../../../test/support/no-limits.ts'
import { makeLog } from '../../base/log.ts'
import type { Domain } from '../../domain.ts'
import { makeHttp } from '../http.ts'
import { nativeGuard } from '../native/guard.ts'
import { metricsRoutes } from './metrics.ts'

type Fixtures = { missing?: object[]; lanes?: object[]; queues?: object[]; schedules?: object[] }

/** Metrics over a server with two wires, these unknown actions and these queues. */
async function openMetrics({ missing = [], lanes = [], queues = [], schedules = [] }: Fixtures = {}) {
  const domain = {
    access: { missingActions: { list: async () => missing } },
    lanes: { list: async () => lanes },
    outbound: { queues: { list: async () => queues } },
    schedules: { list: async () => schedules },
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
  http.register(metricsRoutes({ domain, guard: nativeGuard({ domain, log }) }))
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
    lanes: [{ name: 'server:3', waiting: 2, running: 1, paused: true, breaker: 'closed' }],
    queues: [{ service: { id: 7 }, waiting: 112, running: 0, stopped: null }],
  })
  expect(await samples('provisor_lane_')).toEqual([
    'provisor_lane_waiting{lane="server:3"} 2',
    'provisor_lane_waiting{lane="outbound:7"} 112',
    'provisor_lane_running{lane="server:3"} 1',
    'provisor_lane_running{lane="outbound:7"} 0',
    'provisor_lane_stopped{lane="server:3"} 1',
    'provisor_lane_stopped{lane="outbound:7"} 0',
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

test('the process tells of itself', async () => {
  const { samples } = await openMetrics()
  expect(await samples('process_resident_memory_bytes')).toHaveLength(1)
})
