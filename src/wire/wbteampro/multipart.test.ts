import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { type Listening, listen } from '../../../test/support/listening.ts'
import { sql } from '../../storage/engine/sql.ts'

const BASE = '/modules/addons/wbteampro/api.php/v1'
const MEGABYTE = 1024 * 1024
const BOUNDARY = 'between'

type Part = [name: string, value: string] | [name: 'file', value: Buffer, filename: string]

/** What these tests read of an answer. */
type Envelope = {
  request: { method: string; code: number; message: string }
  response: { file?: Record<string, unknown>; action?: { action_notes: string } }
}

const login = ({ demo }: Listening): Part[] => [
  ['username', demo.wbteampro.username],
  ['password', demo.wbteampro.passwordMd5],
]

function multipart(parts: Part[]): Buffer {
  const pieces = parts.flatMap(([name, value, filename]) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"\r\nContent-Type: application/pdf`}\r\n\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

const place: Part = ['params', '{"project_id":100,"file_label":"Large"}']

async function upload({ port }: Listening, parts: Part[]) {
  const answer = await fetch(`http://127.0.0.1:${port}${BASE}/files/json`, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: multipart(parts),
  })
  return { status: answer.status, body: (await answer.json()) as Envelope }
}

const query = ({ demo: { wbteampro } }: Listening) => `username=${wbteampro.username}&password=${wbteampro.passwordMd5}`

/** Bytes that are stored, or on their way. */
const contents = async ({ provisor }: Listening) =>
  Number((await provisor.database.reader.get<{ n: number }>(sql`SELECT count(*) AS n FROM contents`))!.n)

describe('a file', () => {
  test('of 5 MB goes up while it arrives, and comes down as the very bytes', async () => {
    const app = await listen()
    const bytes = randomBytes(5 * MEGABYTE)
    const { status, body } = await upload(app, [...login(app), place, ['file', bytes, 'large.bin']])
    expect(status).toBe(200)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(body.response.file).toMatchObject({ file_size: bytes.length, file_hash: sha256, file_name: 'large.bin' })

    const id = body.response.file!.file_id
    const answer = await fetch(`http://127.0.0.1:${app.port}${BASE}/files/${id}/download/json?${query(app)}`)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-length': String(bytes.length),
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename="large.bin"; filename*=UTF-8''large.bin`,
    })
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  })

  test('that is small may come before the fields', async () => {
    const app = await listen()
    const { status } = await upload(app, [['file', Buffer.from('small'), 'small.txt'], ...login(app), place])
    expect(status).toBe(200)
  })

  test('that is large may come before the credentials, as old clients send it', async () => {
    const app = await listen()
    const bytes = randomBytes(3 * MEGABYTE)
    const { status, body } = await upload(app, [['file', bytes, 'large.bin'], place, ...login(app)])
    expect(status).toBe(200)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(body.response.file).toMatchObject({ file_size: bytes.length, file_hash: sha256, file_name: 'large.bin' })
  })

  test('that is large leaves nothing where the credentials after it are wrong, or a field comes too late', async () => {
    const app = await listen()
    const before = await contents(app)
    const large: Part = ['file', Buffer.alloc(2 * MEGABYTE, 'x'), 'large.bin']
    const wrong: Part[] = [login(app)[0]!, ['password', '0'.repeat(32)]]
    expect((await upload(app, [large, place, ...wrong])).status).toBe(401)
    const late = await upload(app, [...login(app), place, large, ['params', '{"project_id":219}']])
    expect(late).toMatchObject({ status: 400, body: { response: { errors: [{ field: 'params' }] } } })
    expect(await contents(app)).toBe(before)
  })

  test('that is cut off leaves nothing behind, and the server goes on', async () => {
    const app = await listen()
    const before = await contents(app)
    const whole = multipart([...login(app), place, ['file', randomBytes(3 * MEGABYTE), 'cut.bin']])
    const socket = connect(app.port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(
      `POST ${BASE}/files/json HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\n` +
        `Content-Length: ${whole.length}\r\n\r\n`,
    )
    socket.write(whole.subarray(0, 2 * MEGABYTE))
    await vi.waitFor(async () => expect(await contents(app)).toBe(before + 1))
    socket.destroy()
    await vi.waitFor(async () => expect(await contents(app)).toBe(before))
    expect((await upload(app, [...login(app), place, ['file', Buffer.from('x'), 'x.txt']])).status).toBe(200)
  })

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['a\\b\\c.txt', 'c.txt'],
    [`${'n'.repeat(300)}.txt`, `${'n'.repeat(196)}.txt`],
    ['gpj.\u202Eexe', 'gpj.exe'],
  ])('named %j is harmless', async (given, stored) => {
    const app = await listen()
    const { body } = await upload(app, [...login(app), place, ['file', Buffer.from('x'), given]])
    expect(body.response.file!.file_name).toBe(stored)
  })

  test('of nobody is let go by, and the connection lives on', async () => {
    const app = await listen()
    const large: Part = ['file', Buffer.alloc(3 * MEGABYTE, 'x'), 'large.bin']
    for (let tries = 0; tries < 3; tries++) expect((await upload(app, [place, large])).status).toBe(401)
  })
})

test('a body over the limit is refused in the form of the face, with every verb', async () => {
  const app = await listen({ bodyLimitMb: '1' })
  for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
    const answer = await new Promise<string>((resolve, reject) => {
      const sent = httpRequest(
        { port: app.port, method, path: `${BASE}/projects/json`, headers: { 'content-length': 2 * MEGABYTE } },
        (incoming) => {
          incoming.setEncoding('utf8')
          incoming.once('data', (text: string) => {
            resolve(text)
            sent.destroy()
          })
        },
      )
      sent.on('error', reject)
      sent.write('params=')
    })
    expect(JSON.parse(answer).request).toMatchObject({ method, code: 413, message: 'File Too Large' })
  }
})

test('two dozen changes of one action at once are done one after another, each of them whole', async () => {
  const app = await listen()
  const texts = Array.from({ length: 24 }, (_, index) => `note ${index}`)
  const answers = await Promise.all(
    texts.map(async (text) => {
      const answer = await fetch(`http://127.0.0.1:${app.port}${BASE}/actions/12/json?${query(app)}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ action_notes: text, action_complete: 50 }),
      })
      return (await answer.json()) as Envelope
    }),
  )
  expect(answers.map(({ request }) => request.code)).toEqual(texts.map(() => 200))
  expect(answers.map(({ response }) => response.action!.action_notes)).toEqual(texts)
  const last = await fetch(`http://127.0.0.1:${app.port}${BASE}/actions/12/json?${query(app)}`)
  expect(texts).toContain(((await last.json()) as Envelope).response.action!.action_notes)
})
