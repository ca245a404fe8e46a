import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { openApp } from '../../../test/support/app.ts'
import { type Engine, forEachEngine } from '../../../test/support/databases.ts'
import { openMailServer, openOddServer } from '../../../test/support/mail-server.ts'
import { mailman, sendSoon, setUpMail } from '../../../test/support/notices.ts'
import { SYSTEM } from '../../access/actor.ts'
import { MAIL_WAITS_MS } from './deliver.ts'
import { enqueueMail, type MailToSend } from './outbox.ts'
import type { SmtpServer } from './smtp.ts'

const MAIL: MailToSend = {
  ...{ staffId: 1, address: 'ada@example.com', kind: 'event', causeKey: null, needs: [] },
  ...{ subject: 'Café is down', plain: 'It is down.\n', html: '<p>It is down.</p>' },
}

async function openOutbox(engine: Engine) {
  const app = await openApp(await engine.fresh())
  const { provisor, clock } = app
  const { access, notices } = provisor.domain
  const role = await access.roles.create(SYSTEM, { name: 'On call', permissions: ['api.access', 'support.read'] })
  await access.staff.create(SYSTEM, { username: 'ada', email: 'ada@example.com', roleId: role.id })
  const sendDue = mailman(app)
  return {
    ...{ app, clock, provisor, notices, sendDue, role },
    enqueue: (more: Partial<MailToSend> = {}) =>
      provisor.transaction((tx) => enqueueMail(tx, provisor.queue, { ...MAIL, ...more })),
    stateOf: async (id: number) => {
      const { state, attempts, answer } = await notices.mails.get(SYSTEM, id)
      return [state, attempts, answer]
    },
  }
}

forEachEngine((engine) => {
  test('a mail is put off while the server says 4xx, and taken once by it in the end', async () => {
    const { app, clock, enqueue, sendDue, stateOf, notices } = await openOutbox(engine)
    const server = await openMailServer({ password: 'geheim wörd' })
    await setUpMail(app, server.port, { username: 'provisor', password: 'geheim wörd' })
    server.refuse.push(421, 450)
    const id = await enqueue()
    expect([await sendDue(), await stateOf(id)]).toEqual([1, ['queued', 1, '421 Not now 421']])
    expect(await sendDue()).toBe(0)
    clock.advance(MAIL_WAITS_MS[0]!)
    expect([await sendDue(), await stateOf(id)]).toEqual([1, ['queued', 2, '450 Not now 450']])
    clock.advance(MAIL_WAITS_MS[1]! - 1)
    expect(await sendDue()).toBe(0)
    clock.advance(1)
    expect([await sendDue(), await stateOf(id)]).toEqual([1, ['sent', 3, '250 taken as 4711']])
    clock.advance(86_400_000)
    expect(await sendDue()).toBe(0)
    const { messageId, endedAt } = await notices.mails.get(SYSTEM, id)
    expect(server.received).toMatchObject([{ from: 'provisor@example.com', to: ['ada@example.com'], user: 'provisor' }])
    const { content } = server.received[0]!
    expect(content).toContain(`Message-ID: ${messageId}\r\n`)
    expect(content).toContain('From: Provisor <provisor@example.com>\r\nTo: ada@example.com\r\nSubject: =?UTF-8?Q?Caf')
    expect(content).toContain('Auto-Submitted: auto-generated\r\n')
    expect(content).toContain('<p>It is down.</p>')
    await notices.mails.prune(86_400_000)()
    expect(endedAt).toBeLessThan(clock.now())
    await expect(notices.mails.get(SYSTEM, id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a mail that is refused is given up at once, told of in the log, and sent once more when somebody says so', async () => {
    const { app, enqueue, sendDue, stateOf, notices, provisor } = await openOutbox(engine)
    const server = await openMailServer()
    await setUpMail(app, server.port)
    server.refuse.push(550)
    const id = await enqueue()
    await expect(notices.mails.retry(SYSTEM, id)).rejects.toMatchObject({ code: 'transition_refused' })
    expect([await sendDue(), await stateOf(id)]).toEqual([1, ['failed', 1, '550 Not now 550']])
    await notices.mails.retry(SYSTEM, id)
    expect([await sendDue(), await stateOf(id)]).toEqual([1, ['sent', 2, '250 taken as 4711']])
    const kinds = (await provisor.read.events.unsealed(100)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind.startsWith('mail.'))).toEqual(['mail.failed', 'mail.retried'])
  })

  test('who may not see it any more is not told, however long the mail has waited', async () => {
    const { app, enqueue, sendDue, stateOf, provisor, role } = await openOutbox(engine)
    const server = await openMailServer()
    await setUpMail(app, server.port)
    const [seen, unseen] = [await enqueue({ needs: ['support.read'] }), await enqueue({ needs: ['system.read'] })]
    await sendDue()
    expect([(await stateOf(seen))[0], (await stateOf(unseen))[0]]).toEqual(['sent', 'failed'])
    const late = await enqueue({ needs: ['support.read'] })
    await provisor.domain.access.roles.update(SYSTEM, role.id, { permissions: ['api.access'] })
    await sendDue()
    expect(await stateOf(late)).toEqual(['failed', 1, 'Not sent: its reader may not see this any more'])
    expect(server.received).toHaveLength(1)
  })

  test('a sign-in that is refused stops the lane and fails no mail, and the password stands nowhere', async () => {
    const { app, clock, enqueue, sendDue, stateOf, notices, provisor } = await openOutbox(engine)
    const server = await openMailServer({ password: 'the right one' })
    await setUpMail(app, server.port, { username: 'provisor', password: 'geheim-4711' })
    const ids = [await enqueue(), await enqueue(), await enqueue()]
    expect(await sendDue()).toBeLessThan(3)
    expect(await stateOf(ids[0]!)).toEqual(['queued', 1, '535 Wrong password'])
    const tested = await notices.mailSettings.test(SYSTEM, 1)
    expect(tested).toMatchObject({ to: 'ada@example.com', delivered: false, answer: '535 Wrong password' })
    const said = [await provisor.read.events.unsealed(100), await notices.mailSettings.get(SYSTEM), tested]
    expect(JSON.stringify(said)).not.toContain('geheim')
    await expect(notices.mailSettings.update(SYSTEM, { host: 'localhost' })).rejects.toMatchObject({
      facts: { field: 'password' },
    })
    await notices.mailSettings.update(SYSTEM, { password: 'the right one' })
    clock.advance(120_000)
    for (const _ of ids) {
      await sendDue()
      clock.advance(120_000)
    }
    expect(server.received).toHaveLength(3)
  })

  test('what breaks a line makes no header and no command', async () => {
    const { app, enqueue, sendDue, stateOf } = await openOutbox(engine)
    const server = await openMailServer()
    await setUpMail(app, server.port)
    await enqueue({ subject: 'Down\r\nBcc: eve@example.com\n\nPay\u2028now' })
    const odd = await enqueue({ address: 'ada@example.com>\r\nRCPT TO:<eve@example.com' })
    await sendDue()
    expect((await stateOf(odd))[0]).toBe('failed')
    expect(server.received.map(({ to }) => to)).toEqual([['ada@example.com']])
    expect(server.received[0]!.content).toMatch(/^Subject: Down Bcc: eve@example.com Pay now\r$/m)
    expect(server.received[0]!.content).not.toMatch(/^Bcc:/im)
    for (const fromAddress of ['a@b\r\nX: y', 'a@b.example, c@d.example', 'A <a@b.example>'])
      await expect(app.provisor.domain.notices.mailSettings.update(SYSTEM, { fromAddress })).rejects.toMatchObject({
        code: 'invalid',
      })
  })
})

const SERVER: Omit<SmtpServer, 'port'> = {
  ...{ host: '127.0.0.1', encryption: 'none', username: '', password: '' },
  ...{ fromName: 'Provisor', fromAddress: 'provisor@example.com' },
}
const SENT = { ...MAIL, messageId: '<1@example.com>', createdAt: 0 }

test.for<[string, (socket: Socket) => void, RegExp]>([
  ['says nothing', () => {}, /silent/],
  ['goes in the middle', (socket) => socket.write('220 hello\r\n', () => socket.end()), /closed|failed/],
  [
    'goes after the text',
    (socket) => {
      let inText = false
      socket.write('220 hello\r\n')
      socket.on('data', (sent) => {
        if (inText) return sent.toString('latin1').endsWith('.\r\n') && socket.destroy()
        inText = sent.toString('latin1').startsWith('DATA')
        return socket.write(inText ? '354 go on\r\n' : '250 yes\r\n')
      })
    },
    /No answer/,
  ],
  [
    'speaks byte by byte without end',
    (socket) => {
      const timer = setInterval(() => socket.write('2'), 20)
      socket.on('close', () => clearInterval(timer))
    },
    /silent|no end/,
  ],
  ['is another kind of server', (socket) => socket.write('SSH-2.0-secret\r\n'), /no mail server/],
])('from a server that %s, a mail is put off', async ([, meet, why]) => {
  const { port, open } = await openOddServer(meet)
  const delivery = await sendSoon({ ...SERVER, port }, SENT)
  expect(delivery).toMatchObject({ is: 'later', server: 'ill', answer: expect.stringMatching(why) })
  expect(delivery.answer).not.toContain('secret')
  await expect.poll(() => [...open].every((socket) => socket.destroyed)).toBe(true)
})

test('addresses inside are refused but for those that are allowed, and who has no TLS gets no password', async () => {
  const inside = await sendSoon({ ...SERVER, host: '169.254.169.254', port: 25 }, SENT)
  expect(inside).toMatchObject({ is: 'later', answer: expect.stringMatching(/not a public address/) })
  const server = await openMailServer()
  const plain = await sendSoon(
    { ...SERVER, port: server.port, encryption: 'starttls', username: 'a', password: 'b' },
    SENT,
  )
  expect(plain).toMatchObject({ is: 'later', answer: expect.stringMatching(/TLS|^5/) })
  expect(server.received).toEqual([])
})
