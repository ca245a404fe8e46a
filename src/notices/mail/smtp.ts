import { isIP } from 'node:net'
import { CallFailed } from '../../guarded-http/call-failed.ts'
import type { GuardedConnect } from '../../guarded-http/guarded-connect.ts'
import { isAddress } from './address.ts'
import type { Mail } from './mail.ts'
import type { MailSettings } from './mail-settings.ts'

/**
 * What became of a try. `later`: the server said so (4xx), or gave no answer that means this mail; `server` is how it is
 * itself. `refused`: it refused this mail (5xx), and will again.
 */
export type Delivery =
  | { readonly is: 'sent'; readonly answer: string }
  | { readonly is: 'later'; readonly answer: string; readonly server: 'well' | 'ill' | 'broken' }
  | { readonly is: 'refused'; readonly answer: string }

type SentMail = Pick<Mail, 'address' | 'messageId' | 'subject' | 'plain' | 'html' | 'createdAt'>

export type SmtpServer = Omit<MailSettings, 'passwordSealed' | 'publicUrl' | 'perMinute'> & {
  readonly password: string
}

/** One try. Never rejects; ends within the limit, however slowly the server speaks. */
export type SmtpSend = (server: SmtpServer, mail: SentMail, signal?: AbortSignal) => Promise<Delivery>

type Limits = { connectMs: number; greetingMs: number; silenceMs: number; totalMs: number }
const LIMITS: Limits = { connectMs: 10_000, greetingMs: 15_000, silenceMs: 30_000, totalMs: 60_000 }

export function makeSmtpSend(connect: GuardedConnect, limits: Limits = LIMITS): SmtpSend {
  return async (server, mail, outer) => {
    if (!isAddress(mail.address) || !isAddress(server.fromAddress))
      return { is: 'refused', answer: 'Not sent: its address is none' }
    const ended = new AbortController()
    const callOff = () => ended.abort(new Error('it was called off'))
    const timer = setTimeout(() => ended.abort(new Error(`no end within ${limits.totalMs} ms`)), limits.totalMs)
    outer?.addEventListener('abort', callOff, { once: true })
    try {
      if (outer?.aborted) callOff()
      return { is: 'sent', answer: shown(await send(connect, server, mail, limits, ended.signal)) }
    } catch (failure) {
      return deliveryOf(ended.signal.aborted ? ended.signal.reason : failure)
    } finally {
      clearTimeout(timer)
      outer?.removeEventListener('abort', callOff)
    }
  }
}

async function send(
  connect: GuardedConnect,
  server: SmtpServer,
  mail: SentMail,
  limits: Limits,
  signal: AbortSignal,
): Promise<string> {
  const { createTransport } = await import('nodemailer')
  const connecting = AbortSignal.any([signal, AbortSignal.timeout(limits.connectMs)])
  const connection = await connect(server.host, server.port, connecting)
  // Whatever holds it in between, nobody hears of a failure that comes late.
  connection.on('error', () => {})
  const cut = () => connection.destroy()
  signal.addEventListener('abort', cut, { once: true })
  try {
    signal.throwIfAborted()
    const transport = createTransport({
      connection,
      host: server.host,
      port: server.port,
      secure: server.encryption === 'tls',
      requireTLS: server.encryption === 'starttls',
      ignoreTLS: server.encryption === 'none',
      tls: { minVersion: 'TLSv1.2', ...(isIP(server.host) ? {} : { servername: server.host }) },
      name: server.fromAddress.slice(server.fromAddress.indexOf('@') + 1),
      connectionTimeout: limits.connectMs,
      greetingTimeout: limits.greetingMs,
      socketTimeout: limits.silenceMs,
      socketCloseTimeout: 0,
      maxResponseSize: 64 * 1024,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(server.username !== '' && { auth: { user: server.username, pass: server.password } }),
    })
    const { response } = await transport.sendMail({
      from: { name: server.fromName, address: server.fromAddress },
      to: { name: '', address: mail.address },
      envelope: { from: server.fromAddress, to: [mail.address] },
      subject: mail.subject,
      text: mail.plain,
      html: mail.html,
      messageId: mail.messageId,
      date: new Date(mail.createdAt),
      // Nobody's holiday answers a machine.
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      disableFileAccess: true,
      disableUrlAccess: true,
      signal,
    })
    return response
  } finally {
    signal.removeEventListener('abort', cut)
    connection.destroy()
  }
}

/** The commands that are about one mail; what is refused at others is refused to all mails alike. */
const OF_MAIL = ['MAIL FROM', 'RCPT TO', 'DATA']

function deliveryOf(failure: unknown): Delivery {
  const { responseCode = 0, response = '', command = '', code = '' } = failure as Partial<SmtpFailure>
  if (/^\d{3}/.test(response)) {
    const answer = shown(response)
    if (code === 'EAUTH') return { is: 'later', answer, server: 'broken' }
    const ofMail = OF_MAIL.includes(command)
    if (ofMail && responseCode >= 500) return { is: 'refused', answer }
    return { is: 'later', answer, server: ofMail && responseCode !== 421 ? 'well' : 'ill' }
  }
  const words = failure instanceof Error ? failure.message : String(failure)
  const why = failure instanceof CallFailed || !code ? words : `${WORDS[code] ?? 'no answer'} (${code})`
  return { is: 'later', answer: shown(`No answer: ${why}`), server: 'ill' }
}

type SmtpFailure = { responseCode: number; response: string; command: string; code: string }

/** Without what answered instead: that may be of somebody who is no mail server. */
const WORDS: Readonly<Record<string, string>> = {
  ETLS: 'TLS could not be agreed on',
  ESOCKET: 'the connection failed',
  ECONNECTION: 'the connection was closed',
  ETIMEDOUT: 'the server was silent for too long',
  EPROTOCOL: 'what answers there is no mail server',
  EAUTH: 'the server takes no password in this way',
}

const shown = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)
