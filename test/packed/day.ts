// The test of this name copies it into an empty folder, where the packed client is all that it has.
import { type Client, type ClientCode, makeClient, ProvisorError } from '../../client/src/index.ts'

export type Access = { baseUrl: string; token: string; username: string; password: string }

/** A day's work of an integrator; what it saw. */
export async function day({ baseUrl, token, username, password }: Access) {
  const client = makeClient({ baseUrl, token, retries: 0 })
  const { name } = await client.about()
  return {
    name,
    ...(await sell(client)),
    ...(await watch(client)),
    ...(await answer(client)),
    ...(await work(client)),
    ...(await dial(client)),
    signedIn: await signIn(makeClient({ baseUrl, session: true }), { username, password }),
    nobody: await codeOf(makeClient({ baseUrl: 'http://127.0.0.1:1', token, retries: 0 }).about()),
  }
}

async function sell(client: Client) {
  const { total } = await client.clients.list({ status: 'Active', limit: 1 })
  const { items } = await client.clients.list({ search: 'client@demodomain' })
  const made = await client.clients.create({
    firstName: 'Ada',
    lastName: 'New',
    email: 'ada@new.test',
    skipValidation: true,
  })
  const taken = await codeOf(client.clients.create({ email: 'ada@new.test', skipValidation: true }))
  const products = [{ productId: 1, billingCycle: 'annually' as const, domain: 'new.test' }]
  const cart = { clientId: made.id, paymentMethod: 'paypal', products }
  const { amount } = await client.orders.quote(cart)
  const order = await client.orders.create(cart)
  const { status } = await client.orders.accept(order.id, { autoSetup: false })
  const [held] = (await client.services.list({ clientId: made.id })).items
  let services = 0
  for await (const { id } of client.services.all({}, { pageSize: 70 })) services += id > 0 ? 1 : 0
  return { active: total > 1, found: items.map(({ id }) => id), taken, amount, status, domain: held?.domain, services }
}

async function watch(client: Client) {
  const { items, counts } = await client.attention.list()
  const { items: groups } = await client.moduleQueue.groups()
  const group = groups.find(({ cause }) => cause === 'unknown plan business')
  if (!group) throw new Error('Nothing waits for the plan')
  const { cause, failureClass, entries } = group
  const { retried } = await client.moduleQueue.retryAll({ filter: { cause, failureClass } })
  const [first] = (await client.moduleQueue.list({ cause })).items
  const entry = first && (await client.moduleQueue.get(first.id))
  return {
    attention: items.length > 0 && counts.held !== null,
    allRetried: retried === entries,
    tried: entry?.attempts.length,
  }
}

async function answer(client: Client) {
  const asked = { departmentId: 1, clientId: 1, subject: 'Where is it?', message: 'Nothing answers' }
  const { id } = await client.tickets.open(asked)
  await client.tickets.reply(id, { message: 'It is back' })
  const ticket = await client.tickets.get(id)
  return { ticket: ticket.status, replies: ticket.replies.map(({ message }) => message) }
}

async function work(client: Client) {
  const [project] = (await client.projects.list({ limit: 1 })).items
  if (!project) throw new Error('There is no project')
  const action = await client.actions.create(project.id, { name: 'Look into it' })
  const log = await client.timeLogs.create({
    parentType: 'action',
    parentId: action.id,
    durationSeconds: 900,
    startedAt: '2026-02-02T09:00:00Z',
  })
  return {
    seconds: log.elapsedSeconds,
    same: (await client.call('timeLogs.get', { params: { id: log.id } })).id === log.id,
  }
}

async function dial(client: Client) {
  const rest = (await client.outbound.services.list()).items.find(({ kind }) => kind === 'rest')
  if (!rest) throw new Error('There is no service to start')
  const { references } = await client.outbound.starts.create(rest.id, [{ to: 'sip:ada@new.test', token: 'one' }])
  const { items } = await client.outbound.starts.status(references)
  return { starts: items.map((start) => start?.status) }
}

async function signIn(client: Client, { username, password }: { username: string; password: string }) {
  const wrong = await codeOf(client.sessions.create({ username, password: `${password}?` }))
  await client.sessions.create({ username, password })
  const me = await client.me.get()
  const { id } = await client.tickets.open({ departmentId: 1, clientId: 1, subject: 'By hand', message: 'From a page' })
  await client.sessions.endCurrent()
  return { wrong, name: me.username, wrote: id > 0, after: await codeOf(client.me.get()) }
}

/** What a program tells apart: the codes of the client are a closed list, those of the server are text. */
async function codeOf(work: Promise<unknown>): Promise<ClientCode | (string & {}) | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    if (error instanceof ProvisorError) return error.code
    throw error
  }
}
