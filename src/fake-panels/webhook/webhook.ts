import type { Clock } from '../../base/clock.ts'
import { checkWebhook, parseWebhookSecrets, signWebhook } from '../../base/webhook-signature.ts'
import { type FakePanelModel, type FakeReply, type FakeRequest, json } from '../panel.ts'
import { act, type Books, type HeldAccount, type HeldName, type Message, type Said } from './books.ts'

export const WEBHOOK_SECRET = `whsec_${Buffer.from('a fake receiver shows its secret').toString('base64')}`

const READING = [
  'provision.test',
  'provision.list',
  'provision.state',
  'provision.usage',
  'provision.sso',
  'domain.state',
  'domain.ask',
]

export type Send = (url: string, headers: Record<string, string>, body: string) => void

type Options = { clock: Clock; secret?: string; send?: Send }

/** How the receiver answers what changes something: at once, or when it was asked often enough, or by calling back. */
type Manners = { polls: number; callbacks: boolean }

export type WebhookSeed = Partial<Manners> & {
  products?: readonly string[]
  accounts?: readonly HeldAccount[]
  names?: readonly HeldName[]
}

/** A program that takes our messages as docs/webhook-backend.md asks of it: checks them, and does nothing twice. */
export function makeFakeWebhook({ clock, secret = WEBHOOK_SECRET, send = post }: Options) {
  const keys = parseWebhookSecrets(secret) ?? []
  let books = fresh()
  let manners: Manners = { polls: 0, callbacks: false }
  let answered = new Map<string, FakeReply>()
  let underway = new Map<string, { message: Message; input: number }>()

  function answer(request: FakeRequest): FakeReply {
    const check = checkWebhook(keys, request.headers, clock.now(), request.body)
    if (!check.valid)
      return check.why === 'timestamp'
        ? json({ code: 'configuration', message: 'The clock of the sender is more than five minutes off' }, 400)
        : json({ code: 'authentication', message: 'The signature does not fit' }, 401)
    const message = JSON.parse(request.body) as Message
    if (request.path.startsWith('/operations/')) return progress(request.path.slice('/operations/'.length))
    if (message.type.endsWith('.state') && isUnderway(message)) return json({ status: 'done', state: 'pending' })
    if (READING.includes(message.type)) return reply(act(books, message, clock.now()))
    const before = answered.get(check.id)
    if (before) return before
    const given = manners.callbacks || manners.polls > 0 ? accept(message) : reply(act(books, message, clock.now()))
    // What it refused it may accept when it is asked again.
    if (given.status < 400) answered.set(check.id, given)
    return given
  }

  const isUnderway = ({ data }: Message): boolean =>
    [...underway.values()].some(({ message }) => markerOf(message.data) === markerOf(data))

  function accept(message: Message): FakeReply {
    const { operation_id: id, callback_url: callback } = message.data
    if (manners.callbacks && callback) {
      callBack(callback, message.data, act(books, message, clock.now()))
      return json({ status: 'accepted' }, 202)
    }
    underway.set(id, { message, input: 0 })
    return json({ status: 'accepted', poll: `/operations/${id}`, retry_after: 2 }, 202)
  }

  function progress(id: string): FakeReply {
    const operation = underway.get(id)
    if (!operation) return json({ code: 'absent', message: 'There is no such operation' }, 404)
    operation.input += 1
    if (operation.input < manners.polls) return json({ status: 'accepted', retry_after: 2 })
    underway.delete(id)
    return final(act(books, operation.message, clock.now()))
  }

  /** The id is that of this one report: what is refused now and done later is reported twice. */
  function callBack(url: string, { operation_id: id, attempt }: Message['data'], said: Said): void {
    const body = JSON.stringify({ operation_id: id, ...ended(said) })
    send(
      url,
      { 'content-type': 'application/json', ...signWebhook(keys, `cb_${id}_${attempt}`, clock.now(), body) },
      body,
    )
  }

  return {
    name: 'webhook',
    secretFields: [],
    meaning({ body }) {
      const { type = '', data } = parse(body)
      return {
        verb: type,
        user: data?.service?.username ?? data?.domain?.name ?? '',
        changes: !READING.includes(type),
      }
    },
    answer,
    faults: {
      wrong_credentials: () => json({ code: 'authentication', message: 'The signature does not fit' }, 401),
      missing_permission: () => json({ code: 'configuration', message: 'You may not do this' }, 403),
      unknown_package: ({ body }) =>
        json({ code: 'configuration', message: `There is no product “${parse(body).data?.service?.product}”.` }, 422),
      licence_full: () => json({ code: 'configuration', message: 'There is no more room' }, 402),
      lock_held: () => json({ code: 'transient', message: 'Somebody else is at work on it', retry_after: 3 }, 423),
    },
    changes: () => books.changes,
    accounts: () =>
      [...books.accounts.values()].map(({ username, domain, product, state }) => ({
        username,
        domain,
        package: product,
        state,
      })),
    state: () => ({
      accounts: [...books.accounts.values()].map((account) => ({ ...account, password: '***' })),
      names: [...books.names.values()],
      products: [...books.products],
      underway: [...underway.keys()],
      ...manners,
    }),
    seed(content) {
      const { products = [], accounts = [], names = [], ...rest } = content as WebhookSeed
      manners = { ...manners, ...rest }
      for (const product of products) books.products.add(product)
      for (const account of accounts) books.accounts.set(account.marker, account)
      for (const name of names) books.names.set(name.name, name)
    },
    reset() {
      books = fresh()
      manners = { polls: 0, callbacks: false }
      answered = new Map()
      underway = new Map()
    },
  } satisfies FakePanelModel
}

const markerOf = ({ service, domain }: Message['data']): string => service?.marker ?? domain?.marker ?? ''

const reply = ({ status, body }: Said): FakeReply => json(body, status)

/** How it ended, where the answer itself says 200. */
const ended = ({ status, body }: Said) => (status < 400 ? body : { status: 'failed', ...body })
const final = (said: Said): FakeReply => json(ended(said))

function parse(body: string): Partial<Message> {
  try {
    return JSON.parse(body) as Partial<Message>
  } catch {
    return {}
  }
}

const post: Send = (url, headers, body) => {
  // Nobody at the other end is nothing to the receiver: it said what it had to say.
  fetch(url, { method: 'POST', headers, body }).catch(() => {})
}

const fresh = (): Books => ({
  accounts: new Map(),
  names: new Map(),
  products: new Set(['starter', 'plus', 'business']),
  changes: 0,
})
