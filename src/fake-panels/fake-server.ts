import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../base/clock.ts'
import { type FaultDial, type FaultRule, makeFaults } from './fault.ts'
import { type FakePanelModel, type FakeReply, type FakeRequest, USUAL_FAULTS } from './panel.ts'

type JournalEntry = {
  at: number
  verb: string
  user: string
  /** The fields without the secret ones. */
  fields: Readonly<Record<string, string>>
  /** Of the answer; 0 when there was none. */
  status: number
  effect: 'none' | 'applied'
  fault: string | null
}

type Options = { clock: Clock; port?: number; faults?: readonly FaultDial[]; seed?: number }

export type FakeServer<Model extends FakePanelModel = FakePanelModel> = Awaited<ReturnType<typeof startFake<Model>>>

/** A fake panel that listens on this machine, and does to its callers what the dials say. */
export async function startFake<Model extends FakePanelModel>(
  model: Model,
  { clock, port = 0, faults: dials = [], seed = 1 }: Options,
) {
  const faults = makeFaults(seed, dials)
  const journal: JournalEntry[] = []
  const events = new EventEmitter()
  let late: { request: FakeRequest; user: string; looks: number }[] = []
  let server = await listen(port)
  const bound = (server.address() as AddressInfo).port

  async function listen(on: number): Promise<Server> {
    const listening = createServer((request, response) => void serve(request, response))
    listening.listen(on, '127.0.0.1')
    await once(listening, 'listening')
    return listening
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    // A caller that goes away in the middle of its request has not asked for anything.
    const request = await read(incoming).catch(() => undefined)
    if (!request) return
    const { verb, user, changes } = model.meaning(request)
    const fault = faults.strike({ verb, user, changes })
    const before = model.changes()
    const reply = replyTo(request, user, fault)
    const { promise: written, resolve: done } = Promise.withResolvers<void>()
    const status = deliver(response, reply, fault, done)
    journal.push({
      at: clock.now(),
      verb,
      user,
      fields: without(request.fields, model.secretFields),
      status,
      effect: model.changes() === before ? 'none' : 'applied',
      fault: fault ? `${fault.name} ${fault.when}` : null,
    })
    if (!changes) actLate(user)
    await written
  }

  function replyTo(request: FakeRequest, user: string, fault: FaultRule | undefined): FakeReply {
    if (!fault || fault.name === 'slow') return model.answer(request)
    if (fault.name === 'late') {
      late.push({ request, user, looks: fault.looks })
      return { status: 0, body: '' }
    }
    const own = model.faults[fault.name] ?? USUAL_FAULTS[fault.name]
    if (fault.when === 'before') return own?.(request) ?? limited(fault) ?? { status: 0, body: '' }
    const answered = model.answer(request)
    return own?.(request) ?? answered
  }

  const limited = ({ name, retryAfter }: FaultRule): FakeReply | undefined =>
    name === 'rate_429'
      ? { status: 429, headers: { 'retry-after': String(retryAfter) }, body: 'Too Many Requests\n' }
      : undefined

  function actLate(user: string): void {
    const due = late.filter((one) => one.user === user && --one.looks <= 0)
    late = late.filter((one) => !due.includes(one))
    for (const { request } of due) model.answer(request)
  }

  /** Sends the reply, or what a fault leaves of it. Gives the status that was seen. */
  function deliver(response: ServerResponse, reply: FakeReply, fault: FaultRule | undefined, done: () => void): number {
    const { status, reason, headers = {}, body } = reply
    const send = (text: string, more: Record<string, string> = {}) => {
      response.writeHead(status, reason, { 'content-length': Buffer.byteLength(text), ...headers, ...more })
      response.end(text, done)
      return status
    }
    switch (fault?.name) {
      case 'hang':
      case 'late':
        response.once('close', done)
        events.emit('hang')
        return 0
      case 'reset':
        response.socket?.resetAndDestroy()
        done()
        return 0
      case 'cut':
        response.writeHead(status, reason, { 'content-length': Buffer.byteLength(body), ...headers })
        response.write(body.slice(0, Math.ceil(body.length / 2)), () => {
          response.destroy()
          done()
        })
        return 0
      case 'slow':
        void pause(fault.ms).then(() => send(body))
        return status
      case 'truncated':
        return send(body.slice(0, Math.ceil(body.length / 2)))
      case 'html_type':
        return send(body, { 'content-type': 'text/html' })
      case 'bom':
        return send(`\ufeff${body}`)
      case 'huge':
        return send(`${body}${' '.repeat(16 * 1024 * 1024)}`)
      default:
        return send(body)
    }
  }

  return {
    model,
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    journal: journal as readonly JournalEntry[],
    setFaults: faults.set,
    /** Resolves when the next call is left without an answer. */
    hanging: () => once(events, 'hang'),
    reset() {
      model.reset()
      faults.set([])
      journal.length = 0
      late = []
    },
    /** Nobody listens any more; the state stays. */
    async goDown() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
    async comeBack() {
      server = await listen(bound)
    },
  }
}

async function read(incoming: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString()
  const url = new URL(incoming.url ?? '/', 'http://fake')
  const isForm = incoming.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  return {
    method: incoming.method ?? '',
    path: url.pathname,
    fields: new Map([...url.searchParams, ...(isForm ? new URLSearchParams(body) : [])]),
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body,
  }
}

const without = (fields: ReadonlyMap<string, string>, secret: readonly string[]): Record<string, string> =>
  Object.fromEntries([...fields].map(([name, value]) => [name, secret.includes(name) ? '***' : value]))
