import { expect, test } from 'vitest'
import { demonstration, openApp } from '../../test/support/app.ts'
import { forEachEngine } from '../../test/support/databases.ts'
import { isLong } from '../../test/support/long.ts'
import { makeClient } from '../src/index.ts'

const MB = 1024 * 1024

forEachEngine((engine) => {
  async function connect() {
    const app = await openApp(await engine.fresh(demonstration))
    const baseUrl = await app.http.listen({ host: '127.0.0.1', port: 0 })
    return { client: makeClient({ baseUrl, token: app.demo.token, retries: 0 }), app, baseUrl }
  }

  test('a file of any size goes up as a stream and comes down as it was', async () => {
    const { client } = await connect()
    // More than the server reads of any other request.
    const bytes = Buffer.alloc((isLong ? 90 : 17) * MB, 'all of it ')
    const sent = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += MB) controller.enqueue(bytes.subarray(at, at + MB))
        controller.close()
      },
    })
    const file = await client.files.upload({ projectId: 219, filename: 'всё.bin' }, sent)
    expect(file).toMatchObject({ size: bytes.length, filename: 'всё.bin', projectId: 219 })
    const answer = await client.files.download(file.id)
    expect(answer.headers.get('content-length')).toBe(String(bytes.length))
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    await client.files.remove(file.id)
    await expect(client.files.download(file.id)).rejects.toMatchObject({ status: 404, code: 'not_found' })
  })

  test('what a sender leaves half way is not there', async () => {
    const { client, app, baseUrl } = await connect()
    const gone = new AbortController()
    const sent = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(MB)),
      pull: () => new Promise((resolve) => setImmediate(resolve)),
    })
    const upload = client.files.upload({ projectId: 219, filename: 'half.bin' }, sent, { signal: gone.signal })
    const arriving = async () => (await app.provisor.read.files.unneeded(Number.MAX_SAFE_INTEGER, 10)).length
    await expect.poll(arriving).toBe(1)
    gone.abort(new Error('gone'))
    await expect(upload).rejects.toThrow('gone')
    await expect.poll(arriving).toBe(0)
    expect((await client.files.list({ projectId: 219 })).items.map(({ filename }) => filename)).not.toContain(
      'half.bin',
    )
    expect((await fetch(`${baseUrl}/healthz`)).status).toBe(200)
  })

  test('tickets, discussions and links are spoken of in their nouns', async () => {
    const { client } = await connect()
    const { id } = await client.tickets.open({ departmentId: 1, clientId: 1, subject: 'Hello', message: 'There' })
    const attached = await client.tickets.attach(id, { filename: 'a.txt' }, 'hello')
    expect(await (await client.tickets.download(id, attached.id)).text()).toBe('hello')
    await client.tickets.reply(id, { message: 'Yes?' })
    expect(await client.tickets.get(id)).toMatchObject({ status: 'Answered', replies: [{ message: 'Yes?' }] })
    const link = await client.ticketLinks.create({ ticketId: id, projectId: 100 })
    expect((await client.ticketLinks.tickets({ projectId: 100 })).items).toMatchObject([{ id, links: [link] }])
    const topic = await client.topics.create({ projectId: 100, title: 'T' })
    await client.topics.change(topic.id, { status: 'closed' })
    await expect(client.topics.remove(topic.id)).rejects.toMatchObject({ status: 409, code: 'thread_closed' })
  })
})
