import { describe, expect, test } from 'vitest'
import { ask, type Listening } from '../../support/listening.ts'
import { BOUNDARY, openFaces, type Sender, send, storedName } from './faces.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const CALLS = '[{"to":"sip:a@example.com"}]'

/** One file, with its head as bytes. */
const fileNamed = (field: string, filename: Buffer) =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="`),
    filename,
    Buffer.from(`"\r\nContent-Type: text/plain\r\n\r\n${CALLS}\r\n--${BOUNDARY}--\r\n`),
  ])

describe.each(['whmcs', 'wbteampro', 'aculab'])('over the face %s', (face) => {
  async function open(): Promise<{ app: Listening; sender: Sender }> {
    const { app, senders } = await openFaces()
    return { app, sender: senders.find((one) => one.face === face)! }
  }

  test('the name of a file comes back character for character', async () => {
    const { app, sender } = await open()
    const names = [
      ...[
        'résumé.txt',
        'Łz.txt',
        '한글.pdf',
        'Jürgen Übersicht.pdf',
        '日本語 ファイル.txt',
        '😀.png',
        'naïve’s.txt',
      ].map((name) => [name, Buffer.from(name)] as const),
      ['résumé.txt', latin1('résumé.txt')] as const,
    ]
    for (const [name, bytes] of names) {
      const answer = await send(app, sender, fileNamed(sender.field, bytes))
      expect(answer.status, answer.body).toBe(200)
      if (face !== 'aculab') expect(await storedName(app, sender, answer)).toBe(name)
    }
  })

  test.each([
    ['a name that is no UTF-8 and a strange field', '; name="nobody"; filename="é"\r\n\r\nx\r\n--B--\r\n', undefined],
    ['a name that is no UTF-8', '; name="FIELD"; filename="é"\r\n\r\nx\r\n', 400],
    ['an end inside the file', '; name="FIELD"; filename="a"\r\n\r\nx', 400],
    ['an end inside a file that nobody chose', '; name="FIELD"; filename=""\r\n\r\nx', 400],
    ['an end inside a part that nobody expects', '; name="nobody"; filename="a"\r\n\r\nx', 400],
    ['an end inside bytes without a name', '; name="nobody"\r\nContent-Type: application/octet-stream\r\n\r\nx', 400],
    ['an end inside a typed field', '; name="nobody"\r\nContent-Type: text/plain\r\n\r\nx', 400],
    ['an end inside the head', '; name="nob', 400],
    ['an end after the head', '; name="nobody"\r\n\r\n', 400],
    [
      'an end inside the second part',
      '; name="a"\r\n\r\nx\r\n--B\r\nContent-Disposition: form-data; name="b"\r\n\r\ny',
      400,
    ],
  ])('%s ends in an answer, and the server goes on', async (_about, rest, status) => {
    const { app, sender } = await open()
    const body = latin1(`--B\r\nContent-Disposition: form-data${rest.replace('FIELD', sender.field)}`)
    const answer = await send(app, sender, body)
    if (status) expect(answer.status, answer.body).toBe(status)
    expect(answer.status, answer.body).toBeLessThan(500)
    expect((await ask(app, { path: '/healthz' })).status).toBe(200)
  })
})
