import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { sqlite } from '../support/databases-sqlite.ts'
import { openFilled, type Samples, scrape } from '../support/filled-metrics.ts'
import { evaluate, namesIn } from './promql.ts'

type Rule = { readonly alert: string; readonly expr: string; readonly for?: string; readonly labels: object }
type Panel = { readonly title: string; readonly targets?: readonly { expr: string; legendFormat?: string }[] }

const example = (path: string) => readFileSync(new URL(`../../examples/${path}`, import.meta.url), 'utf8')
const rules = (parse(example('prometheus/alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
)
const dashboard = JSON.parse(example('grafana/provisor.json')) as { panels: Panel[] }
const targets = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr, legendFormat = '' }) => ({
    title,
    legendFormat,
    expr: expr.replaceAll('$__rate_interval', '5m'),
  })),
)
/** What Prometheus adds to each metric. */
const OF_PROMETHEUS = ['job', 'instance']
const UP = 'up{job="provisor"}'

/** Of each metric that was printed, the labels that it has. */
function labelsOf(samples: Samples): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>()
  for (const sample of samples.keys()) {
    const [name = ''] = sample.split('{')
    const labels = known.get(name) ?? new Set(OF_PROMETHEUS)
    for (const [, label] of sample.matchAll(/(\w+)="/g)) labels.add(label!)
    known.set(name, labels)
  }
  return known
}

type Filled = { readonly before: Samples; readonly now: Samples }
let filled: Promise<Filled> | undefined

/** Once for all tests here: they look at numbers, and `metrics.test.ts` sees that both databases tell the same. */
const fill = (): Promise<Filled> => {
  filled ??= (async () => {
    const { before, ...app } = await openFilled(sqlite)
    const { samples } = await scrape(app)
    return { before, now: new Map([...samples, [UP, 1]]) }
  })()
  return filled
}

test('every metric and label of the dashboard and the alert rules is one that a server tells', async () => {
  const known = labelsOf((await fill()).now)
  const strange: string[] = []
  for (const { of, expr, legend } of [
    ...rules.map(({ alert, expr }) => ({ of: alert, expr, legend: '' })),
    ...targets.map(({ title, expr, legendFormat }) => ({ of: title, expr, legend: legendFormat })),
  ]) {
    const { metrics, labels } = namesIn(expr)
    expect(metrics, of).not.toEqual([])
    for (const metric of metrics) if (!known.has(metric)) strange.push(`${of}: ${metric}`)
    const shown = [...legend.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label!)
    for (const label of [...labels, ...shown])
      if (!metrics.some((metric) => known.get(metric)?.has(label))) strange.push(`${of}: label ${label}`)
  }
  expect(strange).toEqual([])
})

test('the rule "needs a person" of the rule file fires, by our own evaluation of its expression', async () => {
  const scrapes = await fill()
  const { expr } = rules.find(({ alert }) => alert === 'ProvisorNeedsPerson')!
  const entries = [...scrapes.now].filter(([sample]) => sample.startsWith('provisor_module_queue_needs_person'))
  const persons = entries.reduce((sum, [, value]) => sum + value, 0)
  expect(persons).toBeGreaterThan(0)
  expect(evaluate(expr, scrapes)).toEqual([{ labels: new Map(), value: persons }])
  const mended = new Map([...scrapes.now, ...entries.map(([sample]) => [sample, 0] as const)])
  expect(evaluate(expr, { ...scrapes, now: mended })).toEqual([])
})

/** What each rule is about, and how it is when it is so. */
const FAULTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ProvisorAttention: { 'provisor_attention_items{kind="worker"}': 1 },
  ProvisorLaneBroken: { 'provisor_lane_broken{lane="server:1"}': 1 },
  ProvisorSchedulerLate: { 'provisor_attention_items{kind="scheduler"}': 1 },
  ProvisorScheduleLate: { 'provisor_schedule_late{schedule="prune-jobs"}': 1 },
  ProvisorWebhooksFailing: { 'provisor_webhooks{state="disabled"}': 2 },
  ProvisorMailsFailing: { 'provisor_mail_attempts_total{outcome="refused"}': 1e6 },
  ProvisorDiskFull: { provisor_disk_free_bytes: 1 },
  ProvisorPoolExhausted: { provisor_database_longest_wait_seconds: 2 },
  ProvisorLoopDelay: { nodejs_eventloop_lag_p99_seconds: 0.6 },
  ProvisorDatabaseSilent: { provisor_database_measured: 0 },
  ProvisorErrors: { 'provisor_http_request_duration_seconds_count{face="native",status="500"}': 1e6 },
  ProvisorNoNode: { [UP]: 0 },
  ProvisorNeedsPerson: { 'provisor_module_queue_needs_person{class="conflict"}': 3 },
}

test('each rule fires for its fault and for nothing else', async () => {
  const { before, now: filled } = await fill()
  const size = filled.get('provisor_disk_size_bytes')!
  const well = new Map([
    ...[...filled].map(([sample, value]) => [sample, wellValue(sample, value)] as const),
    ['provisor_disk_free_bytes', size] as const,
  ])
  const firing = (now: Samples) =>
    rules.filter(({ expr }) => evaluate(expr, { before, now }).length > 0).map(({ alert }) => alert)
  expect(firing(well)).toEqual([])
  for (const [alert, fault] of Object.entries(FAULTS))
    expect(firing(new Map([...well, ...Object.entries(fault)]))).toEqual([alert])
  expect(Object.keys(FAULTS).sort()).toEqual(rules.map(({ alert }) => alert).sort())
})

const ILL = /^provisor_(module_queue_needs_person|attention_items|lane_broken|schedule_late|webhooks)\{/

/** As it is where nothing is the matter. */
function wellValue(sample: string, value: number): number {
  if (/lag_p99|longest_wait|oldest_waiting/.test(sample)) return 0
  return ILL.test(sample) ? 0 : value
}
