import { once } from 'node:events'
import { request } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { contractPlace } from '../../test/contract/whmcs/callers.ts'
import { startApp } from '../../test/support/app.ts'
import { type Engine, forEachEngine, type Template } from '../../test/support/databases.ts'
import {
  closed,
  dial,
  encoded,
  exchange,
  FORM_TYPE,
  type Listening,
  listen,
  post,
  queueForm,
} from '../../test/support/listening.ts'
import { usualService } from '../demo/usual.ts'
import { sql } from '../storage/engine/sql.ts'

/** More than one batch, and with their notes more than sockets hold. */
const SERVICES = 700
const FIRST_ID = 1001

const everything = (app: Listening, responsetype = 'json') => ({
  ...app.callers.full,
  action: 'GetClientsProducts',
  pid: '10',
  limitnum: '99999',
  responsetype,
})

const MANY: Template = {
  name: 'many_services',
  async prepare(place) {
    await contractPlace.prepare(place)
    const app = await startApp(place)
    await app.provisor.transaction(async (tx) => {
      for (let id = FIRST_ID; id < FIRST_ID + SERVICES; id++)
        await tx.services.insert({ ...usualService, id, clientId: 1, productId: 10 }, tx.at)
    })
    await app.close()
  },
}

const open = (engine: Engine) => listen({}, engine, MANY)

/** A text that no key opens: the fault that a damaged row makes. */
const poison = ({ provisor }: Listening, id: number) =>
  provisor.transaction((tx) => tx.services.update(id, { passwordSealed: 'damaged' }, tx.at))

const annotate = ({ provisor }: Listening, notes: string) =>
  provisor.database.transaction((q) => q.run(sql`UPDATE services SET notes = ${notes} WHERE id >= ${FIRST_ID}`))

const requestBytes = (form: Record<string, string>) =>
  `GET /includes/api.php?${encoded(form)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`

/** Every connection to the database is free again: more requests at once than there are connections are answered. */
async function expectFreeConnections(app: Listening): Promise<void> {
  const form = { ...app.callers.full, action: 'GetClientsAddons', responsetype: 'json' }
  const answers = await Promise.all(Array.from({ length: 12 }, () => post(app, form)))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
}

forEachEngine((engine) => {
  test('an answer of many batches is whole, each row once and in order', async () => {
    const app = await open(engine)
    const { body, headers } = await post(app, everything(app))
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'transfer-encoding': 'chunked' })
    const { totalresults, numreturned, products } = JSON.parse(body)
    const ids = products.product.map(({ id }: { id: string }) => Number(id))
    expect([Number(totalresults), numreturned]).toEqual([ids.length, ids.length])
    expect(ids.slice(-SERVICES)).toEqual(Array.from({ length: SERVICES }, (_, index) => FIRST_ID + index))
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => Number(a) - Number(b)))
  })

  describe('a fault', () => {
    test.each(['json', 'flat', 'xml', 'nvp'])('in the middle cuts the connection (%s)', async (responsetype) => {
      const app = await open(engine)
      await poison(app, FIRST_ID + SERVICES - 1)
      const sent = request({
        host: '127.0.0.1',
        port: app.port,
        path: '/includes/api.php',
        method: 'POST',
        headers: FORM_TYPE,
      })
      sent.end(encoded(everything(app, responsetype)))
      const [response] = await once(sent, 'response')
      let heard = ''
      response.on('data', (bytes: Buffer) => {
        heard += bytes
      })
      await expect(once(response, 'end')).rejects.toThrow('aborted')
      expect(heard).toContain(String(FIRST_ID))
      expect(app.logged.filter(({ level }) => level === 'error')).toMatchObject([
        { action: 'GetClientsProducts', msg: 'answer cut: it failed when it had begun' },
      ])
      await expectFreeConnections(app)
    })

    test('in the middle leaves no end mark on the wire', async () => {
      const app = await open(engine)
      await poison(app, FIRST_ID + SERVICES - 1)
      const heard = await exchange(app, requestBytes(everything(app)))
      expect(heard).toMatch(/^HTTP\/1.1 200 /)
      expect(heard).toContain(`"id":"${FIRST_ID}"`)
      expect(heard.endsWith('\r\n0\r\n\r\n')).toBe(false)
    })

    test('in the middle resets the connection of an old client, to whom its end would be that of the answer', async () => {
      const app = await open(engine)
      await poison(app, FIRST_ID + SERVICES - 1)
      const { client } = await dial(app)
      client.write(requestBytes(everything(app)).replace('HTTP/1.1', 'HTTP/1.0'))
      await expect(once(client.resume(), 'end')).rejects.toMatchObject({ code: 'ECONNRESET' })
    })

    test.each([
      ['json', '{"result":"error","message":"Internal Server Error"}'],
      ['nvp', 'result=error;message=Internal Server Error;'],
    ])('in the first batch is answered as one (%s)', async (responsetype, body) => {
      const app = await open(engine)
      await poison(app, FIRST_ID)
      expect(await post(app, everything(app, responsetype))).toMatchObject({ status: 500, body })
      await expectFreeConnections(app)
    })
  })

  describe('a reader', () => {
    const notes = 'x'.repeat(30_000)

    async function openSlowly(app: Listening): Promise<{ client: Socket; server: Socket }> {
      await annotate(app, notes)
      const connection = await dial(app)
      connection.client.pause()
      connection.client.write(requestBytes(everything(app)))
      await fullPipe(connection.server)
      app.http.connections.look(1)
      return connection
    }

    test('who stands still is cut, and the rows are let go', async () => {
      const app = await open(engine)
      const { client, server } = await openSlowly(app)
      app.http.connections.look(30_000)
      expect(server.destroyed).toBe(true)
      client.resume()
      await closed(client)
      expect(app.logged.filter(({ level }) => level === 'warn')).toMatchObject([
        { path: '/includes/api.php', msg: 'answer cut: nobody reads it' },
      ])
      await expectFreeConnections(app)
    })

    test('who goes on in time gets everything', async () => {
      const app = await open(engine)
      const { client } = await openSlowly(app)
      app.http.connections.look(28_000)
      let length = 0
      let tail = ''
      client.on('data', (bytes) => {
        length += bytes.length
        tail = (tail + bytes.toString('latin1')).slice(-16)
      })
      client.resume()
      await closed(client)
      expect(length).toBeGreaterThan(SERVICES * notes.length)
      expect(tail.endsWith(']}}\r\n0\r\n\r\n')).toBe(true)
      expect(app.logged.filter(({ level }) => level === 'warn')).toEqual([])
    })

    test('who leaves lets the rows go', async () => {
      const app = await open(engine)
      await annotate(app, notes)
      for (let times = 0; times < 12; times++) {
        const { client, server } = await dial(app)
        client.pause()
        client.write(requestBytes(everything(app)))
        await fullPipe(server)
        client.destroy()
        await closed(server)
      }
      await expectFreeConnections(app)
      expect((await post(app, queueForm(app))).status).toBe(200)
    })
  })
})

/** The answer has filled what lies between the server and a reader who does not read. */
async function fullPipe(server: Socket): Promise<void> {
  for (let still = 0, written = -1; still < 200; still++) {
    await turn()
    if (!server.writableNeedDrain || server.bytesWritten !== written) still = 0
    written = server.bytesWritten
  }
}
