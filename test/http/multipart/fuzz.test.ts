import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLong } from '../../support/long.ts'
import { BOUNDARY, openFaces, type Sender } from './faces.ts'

const SHAPES = isLong ? 1_000_000 : 4000

const head = fc
  .record({
    disposition: fc.constantFrom('form-data', 'attachment', 'Form-Data', '', 'x'),
    name: fc.constantFrom(
      '; name="FIELD"',
      '; name=FIELD',
      '; name="a[b][]"',
      '; name="',
      '; name=""',
      '; NAME=a; name=b',
      '',
    ),
    filename: fc.constantFrom(
      ...['', '', '; filename=""', '; filename="a.txt"', '; filename="é\xff"', '; filename="', '; filename=a"b'],
      ...[`; filename*=UTF-8''%C3%A9`, '; filename*=x', '; filename="a\0b"', `; filename="${'.'.repeat(3000)}"`, ';;;'],
    ),
    type: fc.constantFrom(
      ...['', 'Content-Type: text/plain\r\n', 'Content-Type: application/octet-stream\r\n', 'Content-Type:\r\n'],
      ...['Content-Type: text/plain; charset=latin1\r\n', 'Content-Type: text/plain; charset=nonsense\r\n'],
      ...[
        'Content-Transfer-Encoding: base64\r\n',
        ' folded\r\n',
        'nothing\r\n',
        ': x\r\n',
        'X: \r\r\n',
        `X: ${'y'.repeat(9000)}\r\n`,
      ],
    ),
  })
  .map(
    ({ disposition, name, filename, type }) => `Content-Disposition: ${disposition}${name}${filename}\r\n${type}\r\n`,
  )

const content = fc.constantFrom(
  ...[
    '',
    'x',
    '[{"to":"sip:a@example.com"}]',
    '\r\n',
    '\r',
    '\n--B',
    '--B',
    '\r\n--',
    '\0',
    '\xff\xfe',
    'x'.repeat(5000),
  ],
)
const junk = fc.string({ unit: 'binary-ascii', maxLength: 20 })
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(head, content).map(([one, other]) => `--B\r\n${one}${other}\r\n`) },
  { weight: 1, arbitrary: fc.constantFrom('--B\r\n', '--B', '--B--\r\n', '--B--', '\r\n', '--Bx\r\n', '--B \t\r\n') },
  { weight: 1, arbitrary: junk },
)
const shape = fc
  .record({
    pieces: fc.array(piece, { maxLength: 5 }),
    end: fc.constantFrom('--B--\r\n', '--B--', ''),
    cut: fc.nat(400),
  })
  .map(({ pieces, end, cut }) => {
    const whole = `${pieces.join('')}${end}`
    return cut < 100 ? whole.slice(0, whole.length - cut) : whole
  })

test(`${SHAPES} shapes of bodies end in an answer that is no fault, on every face`, {
  timeout: 3_600_000,
}, async () => {
  const { app, senders } = await openFaces()
  // What is asked with it is cheap: the shapes are what counts.
  const reading = senders.map((sender) => ({
    ...sender,
    path: sender.path
      .replace('action=OpenTicket', 'action=GetServers')
      .replace('/files/json?', '/projects/100/json?method=GET&'),
  }))
  let sent = 0
  const answered = async ({ path, headers, field }: Sender, text: string) => {
    const { statusCode, body } = await app.http.inject({
      method: 'POST',
      url: path,
      headers: { ...headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      payload: Buffer.from(text.replaceAll('FIELD', field), 'latin1'),
    })
    if (statusCode >= 500) throw new Error(`${statusCode} ${body}`)
  }
  await fc.assert(
    fc.asyncProperty(shape, (text) => answered(reading[sent++ % reading.length]!, text)),
    { numRuns: SHAPES },
  )
  expect(app.logged.filter(({ level }) => Number(level) >= 50)).toEqual([])
})
