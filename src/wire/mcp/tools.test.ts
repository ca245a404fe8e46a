import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { demonstration, startApp, type TestApp } from '../../../test/support/app.ts'
import { sqlite } from '../../../test/support/databases-sqlite.ts'
import { mcpOf, tokenWith } from '../../../test/support/mcp.ts'
import { SYSTEM } from '../../access/actor.ts'
import { PERMISSIONS, type Permission } from '../../access/permissions.ts'
import { Refusal } from '../../base/refusal.ts'
import { perform } from './perform.ts'
import { makePreviewTokens } from './preview-tokens.ts'
import { TOOLS } from './tools.ts'

let app: TestApp
let mcp: ReturnType<typeof mcpOf>
beforeAll(async () => {
  app = await startApp(await sqlite.fresh(demonstration))
  mcp = mcpOf(app, { token: await tokenWith(app, ['*']) })
  return () => app.close()
})

/** A call of each that is good in the demonstration. */
const CALLS: Readonly<Record<string, object>> = {
  attention: {},
  queue_diagnose: {},
  queue_retry: { module: 'cpanel', why: 'the package is there now' },
  queue_resolve: { ids: [1], why: 'done by hand' },
  lane_list: {},
  lane_pause: { lane: 'server:1', why: 'a test' },
  lane_resume: { lane: 'server:1' },
  service_explain: { serviceId: 1 },
  client_find: { search: 'a' },
  client_overview: { clientId: 1 },
  outbound_status: {},
  outbound_purge_preview: { serviceId: 4 },
  outbound_purge: { token: 'v1.00000000.AAAA' },
  outbound_purge_undo: { purgeId: 1 },
  ticket_list: {},
  ticket_read: { ticketId: 2038 },
  ticket_reply: { ticketId: 2038, message: 'We are looking into it.' },
  timesheet: { from: '2026-01-01', to: '2026-02-28', by: ['client', 'project', 'person'] },
  bulk_run: { noun: 'services', action: 'suspend', ids: [2], why: 'a test' },
  bulk_status: {},
  bulk_stop: { bulkActionId: 1 },
  bulk_undo: { bulkActionId: 1 },
}

/** Which rights each needs, so that a change of them is seen. */
const NEEDS: Readonly<Record<string, readonly Permission[]>> = {
  attention: ['api.access'],
  queue_diagnose: ['provisioning.read'],
  queue_retry: ['provisioning.read', 'provisioning.write'],
  queue_resolve: ['provisioning.read', 'provisioning.write'],
  lane_list: ['provisioning.read'],
  lane_pause: ['provisioning.write'],
  lane_resume: ['provisioning.write'],
  service_explain: ['services.read'],
  client_find: ['clients.read'],
  client_overview: ['clients.read'],
  outbound_status: ['outbound.read'],
  outbound_purge_preview: ['outbound.write'],
  outbound_purge: ['outbound.write'],
  outbound_purge_undo: ['outbound.write'],
  ticket_list: ['support.read'],
  ticket_read: ['support.read'],
  ticket_reply: ['support.read', 'support.write'],
  timesheet: ['projects.read'],
  bulk_run: ['provisioning.read', 'provisioning.write'],
  bulk_status: ['provisioning.read'],
  bulk_stop: ['provisioning.read', 'provisioning.write'],
  bulk_undo: ['provisioning.read', 'provisioning.write'],
}

describe('rights', () => {
  test('each tool asks for its rights, and these are enough for what it does', async () => {
    expect(Object.fromEntries(TOOLS.map(({ name, needs }) => [name, needs]))).toEqual(NEEDS)
    const wrong: string[] = []
    for (const { name, needs } of TOOLS) {
      const able = mcpOf(app, { token: await tokenWith(app, needs, `able ${name}`) })
      const answer = await able.call(name, CALLS[name])
      // Which records, and what is done to many, asks for more.
      if (answer.text.includes('permission_refused') && name !== 'bulk_run') wrong.push(`${name}: ${answer.text}`)
      if (!(await able.list()).some((tool) => tool.name === name)) wrong.push(`${name} is not listed`)
    }
    expect(wrong).toEqual([])
  })

  test('who lacks one right is not told of the tools that need it, is refused them, and that is written down', async () => {
    const rights = new Set(TOOLS.flatMap(({ needs }) => needs).filter((right) => right !== 'api.access'))
    for (const right of rights) {
      const permissions = Object.keys(PERMISSIONS).filter((other) => other !== right)
      const lacking = mcpOf(app, { token: await tokenWith(app, permissions, `not ${right}`) })
      const able = TOOLS.filter(({ needs }) => !needs.includes(right)).map(({ name }) => name)
      expect((await lacking.list()).map(({ name }) => name)).toEqual(able)
      for (const { name } of TOOLS.filter(({ needs }) => needs.includes(right))) {
        const { isError, text } = await lacking.call(name, CALLS[name])
        expect([name, isError, text]).toEqual([name, true, expect.stringContaining('permission_refused')])
      }
    }
    await app.provisor.background.refusals.stop()
    const { activity } = app.provisor.domain.access
    const told = await activity.list(SYSTEM, { subject: 'request' }, { offset: 0, limit: 100 })
    const lines = told.rows.map(({ description }) => description)
    expect(lines).toContain('Refused tool queue_retry on mcp: provisioning.write')
  })
})

test('docs/mcp.md lists every tool', () => {
  const rows = TOOLS.map(({ name, title, effect, needs, preview, before }) => {
    const kind = !effect
      ? 'reads'
      : before
        ? 'previews'
        : preview
          ? 'two steps'
          : effect.destructive
            ? 'with a token'
            : 'at once'
    return `| \`${name}\` | ${title} | ${kind} | ${needs.map((right) => `\`${right}\``).join(', ')} |`
  })
  const page = readFileSync('docs/mcp.md', 'utf8').split('\n')
  expect(page.filter((line) => /^\| `\w+` \| .* \| .* \| `[\w.]+`/.test(line))).toEqual(rows)
})

describe('answers', () => {
  test.each(TOOLS.filter(({ effect }) => !effect).map((tool) => [tool.name, tool] as const))(
    '%s answers what its schema says, without a password, beside a short text',
    async (name, { output }) => {
      const { isError, text, data } = await mcp.call(name, CALLS[name])
      expect([isError, text]).toEqual([false, expect.stringMatching(/^.{1,200}$/)])
      const strict = z.fromJSONSchema(closed(z.toJSONSchema(output)) as never)
      expect(strict.safeParse(data).error?.issues ?? []).toEqual([])
      expect(JSON.stringify(data)).not.toMatch(/passwordSealed|accessKey|"password"/)
    },
  )

  test('a fault is told without what is behind it', async () => {
    const { attention } = app.provisor.domain
    const { list } = attention
    try {
      attention.list = () => Promise.reject(new Error('the password is hunter2'))
      const { isError, text } = await mcp.call('attention')
      expect([isError, text]).toEqual([true, 'Failed (internal): the fault is in the log of the server'])
    } finally {
      attention.list = list
    }
  })

  test('an answer that would be too long is refused', async () => {
    const { domain, clock, secrets } = app.provisor
    const caller = { actor: SYSTEM, domain, now: clock.now(), client: '', tokens: makePreviewTokens(secrets) }
    const long = { ...TOOLS[0]!, run: async () => ({ text: 'long', data: { words: 'x'.repeat(200_000) } }) }
    await expect(perform(long, caller, {})).rejects.toMatchObject({ code: 'too_large' })
  })

  test('nothing wrong that is sent is a fault', async () => {
    const { domain, clock, secrets } = app.provisor
    const caller = { actor: SYSTEM, domain, now: clock.now(), client: 'fuzz', tokens: makePreviewTokens(secrets) }
    const faults: string[] = []
    for (const tool of TOOLS)
      for (const field of [...Object.keys(tool.input.shape), 'noSuchField'])
        for (const value of [null, -1, 1.5, '\0', 'x', 'x'.repeat(20_000), [], {}, true, Number.MAX_SAFE_INTEGER])
          await perform(tool, caller, { ...CALLS[tool.name], [field]: value }).catch((failure) => {
            if (!(failure instanceof Refusal)) faults.push(`${tool.name} ${field} ${JSON.stringify(value)}: ${failure}`)
          })
    expect(faults).toEqual([])
  })
})

/** No field but those that are named. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const parts = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, closed(part)]))
  return 'properties' in parts ? { ...parts, additionalProperties: false } : parts
}
