import { addMonths, type CalendarDate, parseDate } from '../../base/calendar.ts'

/** What the receiver keeps: accounts and names by the marker under which they were asked for. */

export type HeldAccount = {
  marker: string
  username: string
  domain: string
  product: string
  state: 'active' | 'suspended'
  reason: string
  password: string
}

export type HeldName = {
  marker: string
  name: string
  expiresOn: CalendarDate
  pending: boolean
  /** What `domain.ask` set, by what is asked for. */
  asked?: Record<string, unknown>
}

export type Books = {
  accounts: Map<string, HeldAccount>
  names: Map<string, HeldName>
  products: Set<string>
  changes: number
}

/** Of a message, as far as the receiver looks at it. */
export type Message = {
  type: string
  data: {
    operation_id: string
    attempt: number
    callback_url: string | null
    service?: { marker: string; username: string; domain: string; product: string }
    domain?: { marker: string; name: string; years: number; expires_on: string | null }
    to?: string
    until?: string | null
    reason?: string
    cursor?: string | null
    command?: string
    ask?: { what: string } & Record<string, unknown>
    secrets?: { password?: string; epp_code?: string }
  }
}

/** Status and body, as our contract has them. */
export type Said = { status: number; body: Record<string, unknown> }

const say = (body: Record<string, unknown>, status = 200): Said => ({ status, body: { status: 'done', ...body } })
const refuse = (status: number, code: string, message: string, more: object = {}): Said => ({
  status,
  body: { code, message, ...more },
})
const ABSENT = refuse(404, 'absent', 'There is no such account')

const DOMAIN = /^([a-z0-9-]+\.)+[a-z]{2,}$/
const stateOf = ({ marker, username, domain, product, state, reason }: HeldAccount) => ({
  state,
  username,
  domain,
  product,
  marker,
  reason,
  external_ref: `acc-${marker}`,
})

export function act(books: Books, { type, data }: Message, now: number): Said {
  const [kind, verb = ''] = type.split('.')
  if (verb === 'test') return say({ version: 'fake 1.0', idempotent: true })
  if (verb === 'list') return list(books, data.cursor ?? null)
  if (kind === 'domain') return actOnName(books, verb, data, now)
  return actOnAccount(books, verb, data, now)
}

const PAGE = 50

function list({ accounts }: Books, cursor: string | null): Said {
  const from = Number(cursor ?? 0)
  const items = [...accounts.values()].slice(from, from + PAGE).map(stateOf)
  return say({ items, next: from + PAGE < accounts.size ? String(from + PAGE) : null })
}

function actOnAccount(books: Books, verb: string, data: Message['data'], now: number): Said {
  const { service } = data
  if (!service) return refuse(422, 'invalid', 'There is no service in the message', { field: 'service' })
  const found = books.accounts.get(service.marker)
  const change = (changes: Partial<HeldAccount>): Said => {
    if (!found) return ABSENT
    Object.assign(found, changes)
    books.changes += 1
    return say({ state: found.state })
  }
  const changeTo = (state: HeldAccount['state'], reason: string): Said =>
    found?.state === state ? refuse(409, 'already', `It is ${state}`, { state }) : change({ state, reason })
  const noProduct = (product: string) =>
    books.products.has(product) ? undefined : refuse(422, 'configuration', `There is no product “${product}”.`)
  switch (verb) {
    case 'create':
      return create(books, service, found, data.secrets?.password ?? '')
    case 'suspend':
      return changeTo('suspended', data.reason ?? '')
    case 'unsuspend':
      return changeTo('active', '')
    case 'terminate':
      if (!found) return ABSENT
      books.accounts.delete(service.marker)
      books.changes += 1
      return say({ state: 'terminated' })
    case 'change_package':
      return noProduct(data.to ?? '') ?? change({ product: data.to ?? '' })
    case 'change_password':
      return change({ password: data.secrets?.password ?? '' })
    case 'renew':
      return change({})
    case 'custom':
      return data.command === 'reboot'
        ? change({})
        : refuse(422, 'invalid', `No command ${data.command}`, { field: 'command' })
    case 'state':
      return found ? say(stateOf(found)) : say({ state: 'absent' })
    case 'usage':
      return found ? say({ disk_used_mb: 14, disk_limit_mb: null, bw_used_mb: 3.2, bw_limit_mb: 10_000 }) : ABSENT
    case 'sso':
      return found
        ? say({
            url: `https://panel.example.net/sso/${service.username}`,
            expires_at: new Date(now + 900_000).toISOString(),
          })
        : ABSENT
    default:
      return refuse(422, 'configuration', `This receiver does not know provision.${verb}`)
  }

  function create(
    { accounts }: Books,
    { marker, username, domain, product }: NonNullable<Message['data']['service']>,
    already: HeldAccount | undefined,
    password: string,
  ): Said {
    if (!DOMAIN.test(domain)) return refuse(422, 'invalid', `“${domain}” is no domain`, { field: 'domain' })
    const missing = noProduct(product)
    if (missing) return missing
    if (already)
      return already.username === username && already.domain === domain
        ? refuse(409, 'already', 'It exists already', stateOf(already))
        : refuse(409, 'conflict', 'It exists already, under another name')
    const taken = [...accounts.values()].some((other) => other.username === username || other.domain === domain)
    if (taken) return refuse(409, 'conflict', 'The user name or domain is taken')
    const account: HeldAccount = { marker, username, domain, product, state: 'active', reason: '', password }
    accounts.set(marker, account)
    books.changes += 1
    return { status: 201, body: { status: 'done', ...stateOf(account), message: `Created ${username}` } }
  }
}

function actOnName(books: Books, verb: string, { domain, until, secrets, ask }: Message['data'], now: number): Said {
  if (!domain) return refuse(422, 'invalid', 'There is no domain in the message', { field: 'domain' })
  const found = books.names.get(domain.name)
  if (found && found.marker !== domain.marker && verb !== 'state')
    return refuse(409, 'conflict', 'The name is somebody else’s')
  const today = new Date(now).toISOString().slice(0, 10) as CalendarDate
  switch (verb) {
    case 'register':
    case 'transfer': {
      if (found) return refuse(409, 'already', 'It is registered', { expires_on: found.expiresOn })
      if (!DOMAIN.test(domain.name)) return refuse(422, 'invalid', `“${domain.name}” is no name`, { field: 'name' })
      if (verb === 'transfer' && !secrets?.epp_code)
        return refuse(422, 'invalid', 'The code is missing', { field: 'epp_code' })
      const expiresOn = addMonths(today, 12 * domain.years)
      books.names.set(domain.name, { marker: domain.marker, name: domain.name, expiresOn, pending: false })
      books.changes += 1
      return say({ expires_on: expiresOn })
    }
    case 'renew': {
      if (!found) return ABSENT
      const wanted = parseDate(until ?? '') ?? addMonths(found.expiresOn, 12 * domain.years)
      if (found.expiresOn >= wanted) return refuse(409, 'already', 'It is renewed', { expires_on: found.expiresOn })
      found.expiresOn = wanted
      books.changes += 1
      return say({ expires_on: wanted })
    }
    case 'state':
      return found
        ? say({ state: found.pending ? 'pending' : 'active', expires_on: found.expiresOn, marker: found.marker })
        : say({ state: 'absent' })
    case 'ask':
      return found && ask ? askedOf(found, ask) : ABSENT
    default:
      return refuse(422, 'configuration', `This receiver does not know domain.${verb}`)
  }
}

/** What was set before is told again; ID protection and releases are taken and leave nothing to tell. */
function askedOf(found: HeldName, { what, ...given }: { what: string } & Record<string, unknown>): Said {
  const known: Record<string, unknown> = {
    nameservers: ['ns1.example.com', 'ns2.example.com'],
    locked: true,
    contacts: { registrant: { First_Name: 'Test', Last_Name: 'Client', Job_Title: null } },
    ...found.asked,
  }
  if (what.startsWith('set_')) {
    found.asked = { ...found.asked, ...given }
    return say({})
  }
  if (what === 'release') return say({})
  if (what === 'epp_code') return say({ epp_code: 'the-code' })
  const field = what === 'lock' ? 'locked' : what
  return say({ [field]: known[field] })
}
