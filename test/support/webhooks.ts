import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { makeGuardedHttp } from '../../src/guarded-http/guarded-http.ts'
import type { Job } from '../../src/jobs/job.ts'
import { makeDeliver } from '../../src/webhooks/deliver.ts'
import { WEBHOOK_LANE_KIND } from '../../src/webhooks/lane.ts'
import { makeSend } from '../../src/webhooks/send.ts'
import type { TestApp } from './app.ts'
import { openApp } from './app.ts'
import type { Engine } from './databases.ts'

type Received = { readonly headers: IncomingHttpHeaders; readonly body: string; readonly path: string }
type Told = { readonly type: string; readonly data: { readonly subjectId: number; readonly position: number } }

const LOOPBACK = '127.0.0.1'

/** A receiver of webhooks, until the test ends. What `answer` does not end, hangs. */
export async function openReceiver(
  answer: (response: ServerResponse, n: number, request: IncomingMessage) => void = ok,
) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    response.on('error', () => {})
    const body = await text(request).catch(() => undefined)
    if (body === undefined) return
    received.push({ headers: request.headers, body, path: request.url ?? '' })
    answer(response, received.length, request)
  })
  server.listen(0, LOOPBACK)
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return {
    received,
    url: `http://${LOOPBACK}:${port}/hook`,
    told: () => received.map(({ body }) => JSON.parse(body) as Told),
  }
}

const ok = (response: ServerResponse): void => {
  response.end('thanks')
}

export const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(code, headers).end(`I say ${code}`)
  }

/** What the interval and the worker do: everybody is told of all that happened. */
export async function tellAll(app: TestApp): Promise<void> {
  await fanOutAll(app)
  await postman(app, 30_000)()
}

/**
 * The product with webhooks that may go to this machine; nothing runs by itself. Only who tests receivers that hang wants a
 * short `answerMs`: on a busy machine any of them is slow.
 */
export async function openWebhookApp(engine: Engine, { answerMs = 30_000 } = {}) {
  const app = await openApp(await engine.fresh(), { webhookAllow: `${LOOPBACK}/8` })
  const { provisor } = app
  return {
    ...{ app, provisor, clock: app.clock, webhooks: provisor.domain.webhooks },
    fanOut: () => fanOutAll(app),
    deliver: postman(app, answerMs),
    /** Something happens: a client group is made. Answers its number. */
    async happen(name = 'Gold') {
      const { id } = await provisor.domain.clients.groups.create(SYSTEM, { name: `${name} ${happened++}` })
      return id
    },
  }
}

let happened = 1

/** What the interval does. */
async function fanOutAll({ provisor }: Pick<TestApp, 'provisor'>): Promise<void> {
  await provisor.domain.access.sealer.settle()
  while (await provisor.domain.webhooks.fanOut());
}

/** Tries all messages that are due, in this process: what its worker does. Answers how many. */
function postman({ provisor }: TestApp, answerMs: number) {
  const http = makeGuardedHttp({ allow: [`${LOOPBACK}/8`] })
  const limits = { connectMs: 30_000, answerMs }
  const send = makeSend({ ...provisor, http, limits })
  const deliver = makeDeliver({ ...provisor, seen: provisor.domain.feed.seen, send, chance: () => 0 })
  const { work } = provisor.queue
  const registered = work.register('postman', 365 * 86_400_000)
  const hold = { isStopping: () => false, giveBack: async () => false }
  const run = async (job: Job) => {
    const outcome = await deliver(job, new AbortController().signal, hold)
    if (outcome !== 'settled') await work.finish([{ job, outcome }])
  }
  return async (): Promise<number> => {
    for (let tried = 0; ; ) {
      const holderId = await registered
      const { jobs } = await work.claim({ holderId, limit: 50, of: { kinds: [WEBHOOK_LANE_KIND] } })
      if (jobs.length === 0) return tried
      tried += jobs.length
      await Promise.all(jobs.map(run))
    }
  }
}

/**
 * So many events go to so many receivers, one of which never answers, by what runs in the server; resolves when all others
 * have all of them.
 */
export async function tellMany(engine: Engine, events: number, endpoints: number) {
  const { provisor, webhooks, happen } = await openWebhookApp(engine)
  const dead = { underway: 0, mostAtOnce: 0 }
  const hanging = await openReceiver((response) => {
    dead.underway += 1
    dead.mostAtOnce = Math.max(dead.mostAtOnce, dead.underway)
    response.on('close', () => {
      dead.underway -= 1
    })
  })
  const all = Promise.withResolvers<void>()
  let missing = events * (endpoints - 1)
  const living = await Promise.all(
    Array.from({ length: endpoints - 1 }, () =>
      openReceiver((response) => {
        ok(response)
        missing -= 1
        if (missing === 0) all.resolve()
      }),
    ),
  )
  for (const { url } of [hanging, ...living]) await webhooks.create(SYSTEM, { url, kinds: ['client_group.created'] })
  const { background } = provisor
  await background.webhooks.start()
  for (let n = 0; n < events; n++) await happen()
  await provisor.domain.access.sealer.settle()
  await all.promise
  return { dead, living, stop: () => background.webhooks.stop({ deadlineMs: 0, graceMs: 5000 }), webhooks }
}
