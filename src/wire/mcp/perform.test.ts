import { expect, test } from 'vitest'
import { demonstration, openApp } from '../../../test/support/app.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { mcpOf, tokenWith } from '../../../test/support/mcp.ts'
import { SYSTEM } from '../../access/actor.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const REPLY = { ticketId: 2038, message: 'We have found it, and it is mended.' }

forEachEngine((engine) => {
  async function open() {
    const app = await openApp(await engine.fresh(demonstration))
    const { domain } = app.provisor
    const mcp = mcpOf(app, { token: await tokenWith(app, ['*']) })
    const refusal = async (name: string, args: object) => {
      const { isError, text } = await mcp.call(name, args)
      return isError ? /^Refused \((\w+)\)/.exec(text)?.[1] : 'done'
    }
    const called = async () => {
      const found = await domain.access.activity.list(SYSTEM, { subject: 'tool' }, { offset: 0, limit: 50 })
      return found.rows.map(({ description }) => description).reverse()
    }
    const replies = async () => (await domain.support.tickets.getWithDetails(SYSTEM, { id: REPLY.ticketId })).replies
    return { app, domain, mcp, refusal, called, replies }
  }

  test('a reply goes out with the token of its preview: that text, to whom was said, once', async () => {
    const { mcp, called, replies } = await open()
    const before = (await replies()).length
    const preview = await mcp.call('ticket_reply', REPLY)
    expect(preview.text).toContain('Demo Client <client@demodomain.com>')
    expect(preview.data).toMatchObject({
      to: { email: 'client@demodomain.com' },
      message: REPLY.message,
      replyId: null,
    })
    expect(await replies()).toHaveLength(before)
    const token = preview.data.token
    const both = await Promise.all([0, 1].map(() => mcp.call('ticket_reply', { ...REPLY, token })))
    expect(both.some(({ isError }) => !isError)).toBe(true)
    // A letter behind it that says nothing makes it no other token.
    const again = await mcp.call('ticket_reply', { ...REPLY, token: `${token}A` })
    const said = await replies()
    expect(said).toHaveLength(before + 1)
    expect(said.at(-1)).toMatchObject({ message: REPLY.message })
    expect(again.data).toMatchObject({ replyId: said.at(-1)!.id })
    expect((await called()).filter((line) => line.endsWith(': done'))).toEqual([
      'Tool ticket_reply called by Test desk 1.2: done',
    ])
  })

  test('a token is of one caller, one tool, the same arguments, a ticket that nobody changed, and a quarter of an hour', async () => {
    const { app, domain, mcp, refusal, called, replies } = await open()
    const before = (await replies()).length
    const token = (await mcp.call('ticket_reply', REPLY)).data.token!
    const changed = { ...REPLY, message: 'We have not found it.', token }
    expect(await refusal('ticket_reply', changed)).toBe('preview_changed')
    expect(await refusal('ticket_reply', { ...REPLY, status: 'Closed', token })).toBe('preview_changed')
    expect(await refusal('outbound_purge', { token })).toBe('preview_token_wrong')
    const altered = token.slice(0, 40) + (token[40] === 'A' ? 'B' : 'A') + token.slice(41)
    expect(await refusal('ticket_reply', { ...REPLY, token: altered })).toBe('preview_token_wrong')
    expect(await refusal('ticket_reply', { ...REPLY, token: app.provisor.secrets.seal('{"use":"else"}') })).toBe(
      'preview_token_wrong',
    )
    const other = mcpOf(app, { token: await tokenWith(app, ['support.*']) })
    expect((await other.call('ticket_reply', { ...REPLY, token })).text).toContain('preview_token_wrong')
    await domain.support.tickets.update(SYSTEM, REPLY.ticketId, { priority: 'High' })
    expect(await refusal('ticket_reply', { ...REPLY, token })).toBe('preview_over')
    const late = (await mcp.call('ticket_reply', REPLY)).data.token
    app.clock.advance(15 * MINUTE)
    expect(await refusal('ticket_reply', { ...REPLY, token: late })).toBe('preview_over')
    expect(await replies()).toHaveLength(before)
    expect((await called()).filter((line) => line.includes('refused'))).toHaveLength(8)
  })

  test('entries are retried and settled as they were counted, once, by who looked at them', async () => {
    const { app, domain, mcp, refusal } = await open()
    const retry = { module: 'cpanel', why: 'the package is there now' }
    const preview = await mcp.call('queue_retry', retry)
    expect(preview.data).toMatchObject({ state: 'previewed', total: 1 })
    const other = mcpOf(app, { token: await tokenWith(app, ['provisioning.*']) })
    const token = preview.data.token
    expect((await other.call('queue_retry', { ...retry, token })).text).toContain('preview_token_wrong')
    expect(await refusal('queue_retry', { ...retry, module: 'demopanel', token })).toBe('preview_changed')
    const [first, second] = await Promise.all([0, 1].map(() => mcp.call('queue_retry', { ...retry, token })))
    expect([first, second].some((answer) => answer?.data?.state === 'running')).toBe(true)
    const { total } = await domain.bulk.list(SYSTEM, { state: 'running' }, { offset: 0, limit: 10 })
    expect(total).toBe(1)
    expect(await refusal('queue_retry', { why: 'all of it' })).toBe('empty_filter')

    const resolve = { ids: [1], note: 'done by hand', why: 'done by hand' }
    const late = (await mcp.call('queue_resolve', resolve)).data.token
    app.clock.advance(HOUR + MINUTE)
    expect(await refusal('queue_resolve', { ...resolve, token: late })).toBe('preview_over')
  })

  test('a purge takes what its preview counted, and is undone', async () => {
    const { app, domain, mcp, refusal } = await open()
    const waiting = async () => (await domain.outbound.queues.get(SYSTEM, { id: 4 })).waiting
    const before = await waiting()
    const preview = await mcp.call('outbound_purge_preview', { serviceId: 4, why: 'the wrong list' })
    expect(preview.data).toMatchObject({ count: before })
    expect(await waiting()).toBe(before)
    const { token } = preview.data
    const purged = await mcp.call('outbound_purge', { token })
    expect(purged.data).toMatchObject({ count: before, why: 'the wrong list' })
    expect(await waiting()).toBe(0)
    const { purgeId } = purged.data
    expect((await mcp.call('outbound_purge_undo', { purgeId })).data).toMatchObject({ count: before })
    expect((await mcp.call('outbound_purge', { token })).data).toEqual(purged.data)
    expect(await waiting()).toBe(before)
    const late = (await mcp.call('outbound_purge_preview', { serviceId: 4 })).data.token
    app.clock.advance(6 * MINUTE)
    expect(await refusal('outbound_purge', { token: late })).toBe('preview_over')
  })
})
