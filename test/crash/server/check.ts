import { expect } from 'vitest'
import { SYSTEM } from '../../../src/access/actor.ts'
import { makeLog } from '../../../src/base/log.ts'
import { parseConfig } from '../../../src/config.ts'
import { type Opened, openProvisor } from '../../../src/open.ts'
import type { OrderListing } from '../../../src/services/orders/order.ts'
import { sql } from '../../../src/storage/engine/sql.ts'
import { countedAndRecounted } from '../../support/recount.ts'
import { type Ledger, toldIds } from './ledger.ts'

type Place = { dataDir: string; databaseUrl: string }

/** Opens what the killed server left behind, and holds it to what was promised. */
export async function checkPlace(place: Place, ledger: Ledger, scarce: { id: number; stock: number }): Promise<void> {
  const provisor = await openProvisor(parseConfig({ ...place, logLevel: 'silent' }, {}), makeLog({ level: 'silent' }))
  try {
    await checkFile(provisor)
    const history = await historyOf(provisor)
    await checkClients(provisor, ledger, history)
    checkLines(ledger, history)
    await checkNotes(provisor, ledger, history)
    await checkOrders(provisor, ledger, history)
    await checkStock(provisor, scarce)
    checkIds(ledger)
    await checkStatistics(provisor)
  } finally {
    await provisor.close()
  }
}

async function checkFile({ database }: Opened): Promise<void> {
  if (database.dialect !== 'sqlite') return
  expect(await database.reader.all(sql`PRAGMA integrity_check`)).toEqual([{ integrity_check: 'ok' }])
  expect(await database.reader.all(sql`PRAGMA foreign_key_check`)).toEqual([])
}

type History = {
  lines: Set<string>
  /** `order 7` to the kinds of what happened to it, in order. */
  kinds: Map<string, string[]>
  /** By service: before and after of each change of its notes, in order. */
  notes: Map<number, (readonly [unknown, unknown])[]>
}

/** All events, of which the chain must be whole and none left over. */
async function historyOf({ domain, read, database }: Opened): Promise<History> {
  await domain.access.sealer.settle()
  const history: History = { lines: new Set(), kinds: new Map(), notes: new Map() }
  let sealed = 0
  for (let position = 0; ; ) {
    const events = await read.events.after(position, 1000)
    for (const { kind, subject, subjectId, description, changes } of events) {
      if (kind === 'activity.logged') history.lines.add(description)
      else append(history.kinds, `${subject} ${subjectId}`, kind)
      if (subject === 'service' && changes.notes) append(history.notes, subjectId, changes.notes)
    }
    sealed += events.length
    if (events.length === 0) break
    position = events.at(-1)!.position
  }
  expect(await database.reader.get(sql`SELECT count(*) AS events FROM events`)).toEqual({ events: sealed })
  expect(await domain.access.sealer.verify()).toMatchObject({ intact: true, head: { position: sealed } })
  return history
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

async function checkClients({ read }: Opened, ledger: Ledger, { kinds }: History): Promise<void> {
  const { rows: clients } = await read.clients.list({ search: 'crash-' }, { offset: 0, limit: 1_000_000 })
  const found = new Map(clients.map(({ email, id }) => [email, id]))
  for (const [email, id] of ledger.clients) if (id !== undefined) expect([email, found.get(email)]).toEqual([email, id])
  for (const [email, id] of found) {
    expect(ledger.clients.has(email)).toBe(true)
    const users = await read.clients.users.ofClient(id)
    expect(users.map((user) => [user.email, user.isOwner])).toEqual([[email, true]])
    expect([kinds.get(`client ${id}`), kinds.get(`user ${users[0]!.id}`)]).toEqual([
      ['client.created'],
      ['user.created'],
    ])
  }
}

function checkLines(ledger: Ledger, { lines }: History): void {
  const lost = [...ledger.lines].filter(([line, answered]) => answered && !lines.has(line))
  const invented = [...lines].filter((line) => !ledger.lines.has(line))
  expect({ lost, invented }).toEqual({ lost: [], invented: [] })
}

/** A record and the events of its changes are of one piece: each event begins where the one before it ended. */
async function checkNotes({ read }: Opened, ledger: Ledger, history: History): Promise<void> {
  for (const [id, { answered, sent }] of ledger.notes) {
    const { notes, subscriptionId } = (await read.services.get(id))!
    expect(Number(notes)).toBeGreaterThanOrEqual(answered)
    expect(Number(notes)).toBeLessThanOrEqual(sent)
    expect(subscriptionId).toBe(notes && `S-${notes}`)
    const changes = history.notes.get(id) ?? []
    expect(changes.map(([before]) => before)).toEqual(['', ...changes.map(([, after]) => after)].slice(0, -1))
    expect(changes.at(-1)?.[1] ?? '').toBe(notes)
  }
}

async function checkOrders({ domain }: Opened, ledger: Ledger, { kinds }: History): Promise<void> {
  const { rows: orders } = await domain.orders.list(SYSTEM, {}, { offset: 0, limit: 1_000_000 })
  const found = new Map(orders.filter(({ promoCode }) => promoCode !== '').map((order) => [order.promoCode, order]))
  for (const [mark, order] of ledger.orders) {
    const deletion = order && ledger.deletions.get(order.id)
    if (deletion === true) expect(found.has(mark)).toBe(false)
    else if (order && deletion === undefined) expect([mark, found.get(mark)?.id]).toEqual([mark, order.id])
  }
  for (const [mark, order] of found) {
    expect(ledger.orders.has(mark)).toBe(true)
    expect(shapeOf(order)).toEqual(WHOLE)
    expect(kinds.get(`order ${order.id}`)!.slice(0, 1)).toEqual(['order.created'])
    expect(new Set(order.lines.map(({ status }) => status))).toEqual(new Set([order.status]))
  }
  // What was deleted went whole, too.
  for (const [subject, happened] of kinds)
    if (happened.includes('order.deleted'))
      expect([subject, happened]).toEqual([subject, ['order.created', 'order.cancelled', 'order.deleted']])
}

const WHOLE = { addon: 1, domain: 1, product: 3 }

const shapeOf = ({ lines }: OrderListing): Record<string, number> =>
  Object.fromEntries(Object.entries(Object.groupBy(lines, ({ kind }) => kind)).map(([kind, of]) => [kind, of!.length]))

/** Statistics are what the jobs themselves say. */
async function checkStatistics({ queue, database }: Opened): Promise<void> {
  for (const { id } of await queue.lanes.list()) {
    const { counted, recounted } = await countedAndRecounted(database.reader, id)
    expect(counted).toEqual(recounted)
  }
}

/** What is held and what is left are what there was. */
async function checkStock({ read, database }: Opened, scarce: { id: number; stock: number }): Promise<void> {
  const held = await database.reader.get<{ held: number }>(
    sql`SELECT count(*) AS held FROM services WHERE product_id = ${scarce.id} AND status <> 'Cancelled'`,
  )
  expect((await read.catalog.products.get(scarce.id))!.stock + held!.held).toBe(scarce.stock)
}

/** An id that was told once is never told again, also when what had it is gone. */
function checkIds(ledger: Ledger): void {
  for (const [noun, ids] of Object.entries(toldIds(ledger)))
    expect([noun, new Set(ids).size]).toEqual([noun, ids.length])
}
