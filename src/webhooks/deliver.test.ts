import { createPublicKey, verify } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { openReceiver, openWebhookApp, status } from '../../test/support/webhooks.ts'
import { type Actor, SYSTEM } from '../access/actor.ts'
import { DISABLE_AFTER_MS } from './deliver.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** What the documentation promises, in seconds after the attempt before. */
const PROMISED_S = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]

type World = Awaited<ReturnType<typeof openWebhookApp>>

const signedText = ({ headers, body }: { headers: NodeJS.Dict<string | string[]>; body: string }) =>
  Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)

/** As a receiver does it, with nothing of ours. */
function fitsKey(publicKey: string | null, message: Parameters<typeof signedText>[0]): boolean {
  const x = Buffer.from(publicKey!.slice('whpk_'.length), 'base64').toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  const signatures = String(message.headers['webhook-signature']).split(' ')
  return signatures
    .filter((one) => one.startsWith('v1a,'))
    .some((one) => verify(null, signedText(message), key, Buffer.from(one.slice(4), 'base64')))
}

function fitsSecret(secret: string | null, { headers, body }: Parameters<typeof signedText>[0]): boolean {
  try {
    new Webhook(secret!).verify(body, headers as Record<string, string>)
    return true
  } catch {
    return false
  }
}

const theOnly = async ({ webhooks }: World) => {
  const { rows } = await webhooks.deliveries.list(SYSTEM, {}, { offset: 0, limit: 10 })
  expect(rows).toHaveLength(1)
  return rows[0]!
}

async function makerWith({ provisor }: World, permissions: string[]): Promise<{ actor: Actor; roleId: number }> {
  const { access } = provisor.domain
  const role = await access.roles.create(SYSTEM, { name: `Role ${permissions}`, permissions })
  const member = await access.staff.create(SYSTEM, { username: 'ada', email: 'ada@example.com', roleId: role.id })
  const rights = new Set(['api.access', 'system.read', 'system.write', 'clients.read'] as const)
  const actor = { kind: 'staff', id: member.id, name: 'ada', credentialId: null, address: 'local' } as const
  return { actor: { ...actor, permissions: rights }, roleId: role.id }
}

forEachEngine((engine) => {
  test('a message is signed so that others can check it, and by both keys while one takes over', async () => {
    const world = await openWebhookApp(engine)
    const { webhooks, happen, fanOut, deliver, clock } = world
    // Their library goes by the true time.
    clock.advance(Date.now() - clock.now())
    const receiver = await openReceiver()
    await happen()
    const made = await webhooks.create(SYSTEM, {
      url: receiver.url,
      kinds: ['client_group.*'],
      signatures: ['v1', 'v1a'],
    })
    const groupId = await happen()
    await fanOut()
    expect(await deliver()).toBe(1)
    const [message] = receiver.received
    expect(JSON.parse(message!.body)).toEqual({
      type: 'client_group.created',
      timestamp: new Date(clock.now()).toISOString(),
      data: {
        position: expect.any(Number),
        subject: 'client_group',
        subjectId: groupId,
        clientId: null,
        changed: ['name', 'colour', 'discount', 'suspensionExempt', 'separateInvoices'],
      },
    })
    expect(fitsSecret(made.secret, message!)).toBe(true)
    const oldKey = made.endpoint.signingKeys.find(({ scheme }) => scheme === 'v1a')!.publicKey
    expect(fitsKey(oldKey, message!)).toBe(true)
    expect(fitsKey(oldKey, { ...message!, body: `${message!.body} ` })).toBe(false)

    const renewed = await webhooks.rotateSecret(SYSTEM, made.endpoint.id, { keepMs: HOUR_MS })
    await happen()
    await fanOut()
    await deliver()
    const newKey = renewed.endpoint.signingKeys.find(({ scheme }) => scheme === 'v1a')!.publicKey
    const fits = (index: number) => {
      const one = receiver.received[index]!
      return [fitsSecret(made.secret, one), fitsSecret(renewed.secret, one), fitsKey(oldKey, one), fitsKey(newKey, one)]
    }
    expect(fits(1)).toEqual([true, true, true, true])
    clock.advance(HOUR_MS)
    await happen()
    await fanOut()
    await deliver()
    const { headers } = receiver.received[2]!
    expect(String(headers['webhook-signature']).split(' ')).toHaveLength(2)
    expect(fitsKey(newKey, receiver.received[2]!)).toBe(true)
    expect(fitsKey(oldKey, receiver.received[2]!)).toBe(false)
  })

  test('a receiver that fails is asked again at the promised times, under one id, and then given up', async () => {
    const world = await openWebhookApp(engine)
    const { webhooks, happen, fanOut, deliver, clock } = world
    const receiver = await openReceiver(status(500))
    await webhooks.create(SYSTEM, { url: receiver.url, kinds: ['client_group.created'] })
    await happen()
    await fanOut()
    expect(await deliver()).toBe(1)
    for (const seconds of PROMISED_S) {
      clock.advance(seconds * SECOND_MS - 1)
      expect(await deliver()).toBe(0)
      clock.advance(1)
      expect(await deliver()).toBe(1)
    }
    expect(await theOnly(world)).toMatchObject({ state: 'failed', attempts: 10, status: 500, answer: 'I say 500' })
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10)
  })

  test('an endpoint with nothing but failures for three days is disabled and told of; who makes it active has it on', async () => {
    const world = await openWebhookApp(engine)
    const { webhooks, happen, fanOut, deliver, clock, provisor } = world
    let code = 503
    const receiver = await openReceiver((response) => response.writeHead(code).end())
    const { endpoint } = await webhooks.create(SYSTEM, { url: receiver.url, kinds: ['client_group.created'] })
    await happen()
    await fanOut()
    await deliver()
    expect(await webhooks.get(SYSTEM, endpoint.id)).toMatchObject({ active: true, failingSince: clock.now() })
    clock.advance(DISABLE_AFTER_MS)
    await deliver()
    const disabled = { active: false, disabledAt: clock.now(), disabledWhy: 'Nothing but failures for three days' }
    expect(await webhooks.get(SYSTEM, endpoint.id)).toMatchObject(disabled)
    clock.advance(24 * HOUR_MS)
    await happen()
    await fanOut()
    expect(await deliver()).toBe(0)
    await expect(webhooks.deliveries.replay(SYSTEM, endpoint.id, {})).rejects.toMatchObject({
      code: 'transition_refused',
    })
    code = 204
    await webhooks.update(SYSTEM, endpoint.id, { active: true })
    expect(await deliver()).toBe(1)
    expect(await theOnly(world)).toMatchObject({ state: 'delivered' })
    expect(await webhooks.get(SYSTEM, endpoint.id)).toMatchObject({ failingSince: null, disabledWhy: null })
    const { rows } = await provisor.read.events.list({ subject: 'webhook' }, { offset: 0, limit: 10 })
    expect(rows.map(({ kind }) => kind)).toContain('webhook.disabled')
  })

  test('only 2xx is success: redirects are not followed, 410 disables, Retry-After is obeyed up to a day', async () => {
    const world = await openWebhookApp(engine)
    const { webhooks, happen, fanOut, deliver, clock } = world
    const inner = await openReceiver()
    const redirecting = await openReceiver(status(307, { location: inner.url }))
    const busy = await openReceiver(status(429, { 'retry-after': '600' }))
    const greedy = await openReceiver(status(503, { 'retry-after': '99999999' }))
    const gone = await openReceiver(status(410))
    const all = [redirecting, busy, greedy, gone]
    for (const { url } of all) await webhooks.create(SYSTEM, { url, kinds: ['client_group.created'] })
    await happen()
    await fanOut()
    const begun = clock.now()
    expect(await deliver()).toBe(4)
    const { rows } = await webhooks.deliveries.list(SYSTEM, {}, { offset: 0, limit: 10 })
    expect(rows.toReversed().map(({ state, status, nextAt }) => [state, status, nextAt && nextAt - begun])).toEqual([
      ['queued', 307, 5 * SECOND_MS],
      ['queued', 429, 10 * MINUTE_MS],
      ['queued', 503, 24 * HOUR_MS],
      ['failed', 410, null],
    ])
    expect(inner.received).toEqual([])
    const endpoints = await webhooks.list(SYSTEM)
    expect(endpoints.map(({ active }) => active)).toEqual([true, true, true, false])
  })

  test('a receiver that hangs, drips or never ends costs its time and its bytes and no more', async () => {
    const world = await openWebhookApp(engine, { answerMs: 1500 })
    const { webhooks, happen, fanOut, deliver } = world
    const hanging = await openReceiver(() => {})
    const dripping = await openReceiver((response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(timer))
    })
    const pouring = await openReceiver((response) => {
      const pour = () => {
        while (!response.destroyed && response.write('\0x'.repeat(20_000)));
      }
      response.writeHead(200).on('drain', pour)
      pour()
    })
    const swift = await openReceiver()
    const all = [hanging, dripping, pouring, swift]
    for (const { url } of all) await webhooks.create(SYSTEM, { url, kinds: ['client_group.created'] })
    await happen()
    await fanOut()
    expect(await deliver()).toBe(4)
    const { rows } = await webhooks.deliveries.list(SYSTEM, {}, { offset: 0, limit: 10 })
    const seen = rows.toReversed().map(({ state, status, answer }) => [state, status, answer!.slice(0, 40)])
    expect(seen.map(([state, status]) => [state, status])).toEqual([
      ['queued', null],
      ['queued', null],
      ['delivered', 200],
      ['delivered', 200],
    ])
    expect(seen[0]![2]).toMatch(/^Calling http/)
    expect(rows[1]!.answer).toBe('x'.repeat(1000))
  })

  test('what its maker may not know of is not told, whenever the right is taken away', async () => {
    const world = await openWebhookApp(engine)
    const { webhooks, happen, fanOut, deliver, provisor } = world
    const { actor, roleId } = await makerWith(world, ['api.access', 'clients.read'])
    const receiver = await openReceiver()
    const { endpoint } = await webhooks.create(actor, { url: receiver.url })
    await happen()
    await fanOut()
    await provisor.domain.access.roles.update(SYSTEM, roleId, { permissions: ['api.access'] })
    expect(await deliver()).toBe(1)
    expect(await theOnly(world)).toMatchObject({ state: 'withheld', kind: 'client_group.created', attempts: 0 })
    await happen()
    await fanOut()
    expect(await deliver()).toBe(0)
    await provisor.domain.access.staff.disable(SYSTEM, actor.id)
    await happen()
    await fanOut()
    expect(await webhooks.get(SYSTEM, endpoint.id)).toMatchObject({
      active: false,
      disabledWhy: 'Its maker may not sign in any more: the staff account was disabled',
    })
    expect(receiver.received).toEqual([])
    expect((await webhooks.deliveries.get(SYSTEM, 1)).body).toContain('client_group.created')
    expect((await webhooks.deliveries.get({ ...actor, permissions: new Set(['system.read']) }, 1)).body).toBe(null)
  })

  test('whoever says where it goes answers for it with their rights, so nobody gets told more than they may', async () => {
    const world = await openWebhookApp(engine)
    const { webhooks, happen, fanOut, deliver } = world
    const { actor } = await makerWith(world, ['api.access', 'system.write'])
    const [intended, stolen] = [await openReceiver(), await openReceiver()]
    const { endpoint } = await webhooks.create(SYSTEM, { url: intended.url, kinds: ['client_group.*'] })
    await happen()
    await fanOut()
    await webhooks.update(actor, endpoint.id, { description: 'Mine' })
    expect(await webhooks.get(SYSTEM, endpoint.id)).toMatchObject({ staffId: null })
    await webhooks.update(actor, endpoint.id, { url: stolen.url, active: false })
    await webhooks.update(actor, endpoint.id, { active: true })
    expect(await webhooks.get(SYSTEM, endpoint.id)).toMatchObject({ staffId: actor.id, active: true })
    await happen()
    await fanOut()
    await deliver()
    expect([intended.received, stolen.received]).toEqual([[], []])
  })

  test('events of one record come in their order where that is asked for, and others pass by', async () => {
    const world = await openWebhookApp(engine)
    const { webhooks, happen, fanOut, deliver, clock, provisor } = world
    let failing = 1
    const receiver = await openReceiver((response) => response.writeHead(failing-- > 0 ? 500 : 200).end())
    await webhooks.create(SYSTEM, { url: receiver.url, kinds: ['client_group.*'], ordered: true })
    const first = await happen()
    await provisor.domain.clients.groups.update(SYSTEM, first, { name: 'Silver' })
    const other = await happen()
    await fanOut()
    await deliver()
    expect(receiver.told().map(({ data }) => data.subjectId)).toEqual([first, other])
    clock.advance(5 * SECOND_MS)
    await deliver()
    clock.advance(2 * SECOND_MS)
    await deliver()
    const ofFirst = receiver.told().filter(({ data }) => data.subjectId === first)
    expect(ofFirst.map(({ type }) => type.split('.')[1])).toEqual(['created', 'created', 'updated'])
  })

  test('what ended is delivered once more: one, a range, or all that failed; a test goes out at once', async () => {
    const world = await openWebhookApp(engine)
    const { webhooks, happen, fanOut, deliver } = world
    const receiver = await openReceiver((response, n) =>
      response.writeHead(n <= 2 ? 410 : 200).end('whsec_abc+/= thanks'),
    )
    const { endpoint } = await webhooks.create(SYSTEM, {
      url: receiver.url,
      kinds: ['client_group.created'],
      ordered: true,
    })
    const { id } = endpoint
    // One after the other: the 410 of one disables the endpoint before the next, or after it, when both are underway.
    for (let told = 0; told < 3; told++) {
      await happen()
      await fanOut()
      await deliver()
      await webhooks.update(SYSTEM, id, { active: true })
    }
    const { rows } = await webhooks.deliveries.list(SYSTEM, { webhookId: id }, { offset: 0, limit: 10 })
    expect(rows.map(({ state }) => state)).toEqual(['delivered', 'failed', 'failed'])
    expect(await webhooks.deliveries.replay(SYSTEM, id, { state: 'failed' })).toBe(2)
    await deliver()
    expect(receiver.received).toHaveLength(5)
    expect(await webhooks.deliveries.replay(SYSTEM, id, { state: 'failed' })).toBe(0)
    expect(await webhooks.deliveries.replay(SYSTEM, id, { deliveryId: rows[1]!.id })).toBe(1)
    expect(await webhooks.deliveries.replay(SYSTEM, id, { throughPosition: rows[2]!.position })).toBe(1)
    await deliver()
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect([ids.length, new Set(ids).size]).toEqual([7, 3])
    expect(await webhooks.test(SYSTEM, id)).toMatchObject({ delivered: true, status: 200, answer: '*** thanks' })
    expect(receiver.told().at(-1)).toMatchObject({ type: 'webhook.tested', data: { subjectId: id } })
  })
})
