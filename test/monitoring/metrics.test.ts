import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { forEachEngine } from '../support/databases.ts'
import { openFilled, type Samples, scrape } from '../support/filled-metrics.ts'

/** How much each has grown, of those that did. */
const growth = (before: Samples, after: Samples, name: string) =>
  Object.fromEntries(
    [...after]
      .map(([sample, value]) => [sample, value - (before.get(sample) ?? 0)] as const)
      .filter(([sample, more]) => sample.startsWith(name) && more > 0)
      .map(([sample, more]) => [sample.slice(name.length), more]),
  )

forEachEngine((engine) => {
  test('what happened is counted where it happened, and what stands in the database is told as it stands', async () => {
    const app = await openFilled(engine)
    const { before, provisor, serverId, cancels } = app
    const { samples } = await scrape(app)
    const grown = (name: string) => growth(before, samples, name)
    expect(grown('provisor_sign_ins_total')).toEqual({
      '{method="credential",outcome="right"}': 1,
      '{method="credential",outcome="wrong"}': 1,
    })
    expect(grown('provisor_webhook_attempts_total')).toEqual({ '{outcome="delivered"}': 1, '{outcome="failed"}': 1 })
    expect(grown('provisor_mail_attempts_total')).toEqual({ '{outcome="later"}': 1 })
    expect(grown(`provisor_panel_calls_total{server="${serverId}",`)).toEqual({ 'outcome="answered"}': 1 })
    expect(grown('provisor_panel_call_duration_seconds_count')).toEqual({ [`{server="${serverId}"}`]: 1 })
    const told = (name: string) => samples.get(`provisor_${name}`)
    expect(told('webhooks{state="working"}')).toBe(1)
    expect(told('webhooks{state="failing"}')).toBe(1)
    expect(told('webhook_messages_waiting')).toBe(1)
    expect(told('mails_waiting')).toBe(1)
    expect(told('bulk_actions{state="running"}')).toBe(1)
    expect(told('nodes')).toBe(1)
    expect(told('database_measured')).toBe(1)
    expect(told('disk_size_bytes')).toBeGreaterThan(told('disk_free_bytes')!)
    const entries = await provisor.domain.moduleQueue.list(SYSTEM, {})
    for (const name of ['entries', 'held', 'needs_person', 'retries', 'oldest_seconds'])
      expect([name, sumOf(samples, `provisor_module_queue_${name}{`)]).not.toEqual([name, 0])
    expect(sumOf(samples, 'provisor_module_queue_entries{')).toBe(entries.length)
    expect(sumOf(samples, 'provisor_module_queue_needs_person{')).toBe(cancels)
    expect(told('module_queue_entries_older_than{seconds="60"}')).toBe(
      entries.filter(({ createdAt }) => createdAt <= app.clock.now() - 60_000).length,
    )
    const { items } = await provisor.domain.attention.list(SYSTEM)
    expect(sumOf(samples, 'provisor_attention_items{')).toBe(items.length)
  })
})

const sumOf = (samples: Samples, name: string): number =>
  [...samples].reduce((sum, [sample, value]) => (sample.startsWith(name) ? sum + value : sum), 0)
