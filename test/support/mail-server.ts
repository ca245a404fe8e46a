import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

type ReceivedMail = { from: string; to: string[]; content: string; user: string | undefined }

/** A real SMTP server on loopback, closed when the test ends. `refuse` answers the next recipients with these codes. */
export async function openMailServer({ password }: { password?: string } = {}) {
  const received: ReceivedMail[] = []
  const refuse: number[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: password === undefined,
    allowInsecureAuth: true,
    closeTimeout: 100,
    onAuth: (auth, _session, answer) =>
      auth.password === password
        ? answer(null, { user: auth.username })
        : answer(Object.assign(new Error('Wrong password'), { responseCode: 535 })),
    onRcptTo(_address, _session, answer) {
      const code = refuse.shift()
      answer(code === undefined ? null : Object.assign(new Error(`Not now ${code}`), { responseCode: code }))
    },
    onData(stream, { envelope: { mailFrom, rcptTo }, user }, answer) {
      text(stream).then((content) => {
        const from = mailFrom ? mailFrom.address : ''
        received.push({ from, to: rcptTo.map(({ address }) => address), content, user: user && String(user) })
        answer(null, 'taken as 4711')
      }, answer)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)))
  const { port } = server.server.address() as AddressInfo
  return { port, received, refuse }
}

/** What is no mail server: it does with a connection what it is told to. Closed when the test ends. */
export async function openOddServer(meet: (socket: Socket) => void) {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.resume()
    meet(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    for (const socket of open) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return { port: (server.address() as AddressInfo).port, open }
}
