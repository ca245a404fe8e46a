import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { makeRandom, type Random } from '../../../src/demo/random.ts'
import type { DemoCredentials } from '../../../src/demo/stores.ts'
import type { Ledger } from './ledger.ts'

const WRITERS = 64
/** The demonstration's services, one for each writer. */
const FIRST_SERVICE = 3
const CLIENTS = 50

type Form = Record<string, string | number>
type Answer = { result: string; message?: string } & Record<string, string>
export type Ask = (action: string, form: Form) => Promise<Answer>

/** Asks over HTTP; throws what `isLost` knows where the connection or the database was lost. */
export function makeAsk(url: string, keys: DemoCredentials['whmcs'], agent: Agent): Ask {
  return async (action, form) => {
    const asked = request(`${url}/includes/api.php`, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    asked.end(
      Object.entries({ ...keys, action, responsetype: 'json', ...form })
        .map((pair) => pair.map((part) => encodeURIComponent(part)).join('='))
        .join('&'),
    )
    const [response] = await once(asked, 'response')
    const body = await text(response)
    if (response.statusCode !== 200) throw new Lost(`${action} answered ${response.statusCode}: ${body}`)
    return JSON.parse(body)
  }
}

/** The server could not say whether it was done. */
class Lost extends Error {}

export type Writing = {
  url: string
  keys: DemoCredentials['whmcs']
  ledger: Ledger
  /** A product of which there is a stock. */
  scarce: number
  seed: number
  /** Told after each answer, with how many there were. */
  answered: (count: number) => void
  /** Asked by each writer before each request. */
  goOn: () => boolean
}

/** Sixty-four writers, each as fast as it is answered or lost. A refusal is a failure of the test. */
export async function write({ url, keys, ledger, scarce, seed, answered, goOn }: Writing): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: WRITERS })
  const ask = makeAsk(url, keys, agent)
  let count = 0
  const told: Ask = async (action, form) => {
    const answer = await ask(action, form)
    if (answer.result !== 'success') throw new Error(`${action} ${JSON.stringify(form)} was refused: ${answer.message}`)
    answered(++count)
    return answer
  }
  try {
    await Promise.all(Array.from({ length: WRITERS }, (_, index) => writeOn(index)))
  } finally {
    agent.destroy()
  }

  async function writeOn(index: number): Promise<void> {
    const random = makeRandom(seed * 1000 + index)
    const writer = { index, client: 1 + (index % CLIENTS), mark: `crash-${seed}-${index}`, random, scarce, number: 0 }
    while (goOn()) {
      try {
        await writeOnce(told, ledger, writer)
      } catch (failure) {
        if (!isLost(failure)) throw failure
      }
    }
  }
}

const isLost = (failure: unknown): boolean =>
  failure instanceof Lost ||
  (failure instanceof Error && 'code' in failure && /^E(CONN|PIPE)/.test(String(failure.code)))

type Writer = { index: number; client: number; mark: string; random: Random; scarce: number; number: number }

async function writeOnce(ask: Ask, ledger: Ledger, writer: Writer): Promise<void> {
  const { index, random } = writer
  const mark = `${writer.mark}-${++writer.number}`
  switch (random.below(5)) {
    case 0: {
      const email = `${mark}@example.org`
      ledger.clients.set(email, undefined)
      const { clientid } = await ask('AddClient', { email, firstname: 'Crash', lastname: mark, skipvalidation: 1 })
      ledger.clients.set(email, Number(clientid))
      return
    }
    case 1: {
      ledger.lines.set(mark, false)
      await ask('LogActivity', { description: mark })
      ledger.lines.set(mark, true)
      return
    }
    case 2: {
      const service = FIRST_SERVICE + index
      const notes = ledger.notes.get(service) ?? { answered: 0, sent: 0 }
      ledger.notes.set(service, notes)
      const number = ++notes.sent
      await ask('UpdateClientProduct', { serviceid: service, notes: number, subscriptionid: `S-${number}` })
      notes.answered = number
      return
    }
    case 3:
      return placeOrder(ask, ledger, mark, writer)
    default:
      return deleteOrder(ask, ledger, mark, writer)
  }
}

/** Three services, an add-on and a domain. */
async function placeOrder(ask: Ask, ledger: Ledger, mark: string, { scarce, client }: Writer): Promise<void> {
  ledger.orders.set(mark, undefined)
  const answer = await ask('AddOrder', {
    clientid: client,
    paymentmethod: 'paypal',
    promocode: mark,
    'pid[0]': scarce,
    'pid[1]': scarce,
    'pid[2]': 1,
    'addons[2]': 1,
    'domain[2]': `${mark}.example`,
    'domaintype[2]': 'register',
  })
  const ids = (list = '') => list.split(',').map(Number)
  ledger.orders.set(mark, {
    id: Number(answer.orderid),
    serviceIds: ids(answer.serviceids),
    addonIds: ids(answer.addonids),
    domainIds: ids(answer.domainids),
  })
}

/** The ids of what is deleted must not come back. */
async function deleteOrder(ask: Ask, ledger: Ledger, mark: string, writer: Writer): Promise<void> {
  await placeOrder(ask, ledger, mark, writer)
  const { id } = ledger.orders.get(mark)!
  await ask('CancelOrder', { orderid: id })
  ledger.deletions.set(id, false)
  await ask('DeleteOrder', { orderid: id })
  ledger.deletions.set(id, true)
}
