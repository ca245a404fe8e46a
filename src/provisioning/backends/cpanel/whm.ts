import type { BackendTools } from '../../panel/backend.ts'
import { Ended, failed, isFailed, outcomeOf } from '../../panel/outcome.ts'
import type { PanelAnswer } from '../../panel/panel-http.ts'
import { failureOf, jsonOf, judge, unreadable } from '../../panel/read-answer.ts'
import { baseUrl, formOf } from '../../panel/rest-panel.ts'
import type { PanelServer } from '../../panel/server.ts'
import { RULES } from './rules.ts'

export type WhmParameters = Readonly<Record<string, string | undefined>>
export type WhmReply = { data: unknown; text: string }

/** Calls a function that only tells. */
export const ask = (tools: BackendTools, name: string, parameters: WhmParameters = {}): Promise<WhmReply> =>
  call(tools, name, parameters, false)

/** Calls a function after which the server may be different. */
export const change = (tools: BackendTools, name: string, parameters: WhmParameters): Promise<WhmReply> =>
  call(tools, name, parameters, true)

async function call(tools: BackendTools, name: string, parameters: WhmParameters, changes: boolean): Promise<WhmReply> {
  const answer = await tools.http.send({
    method: 'POST',
    url: `${baseUrl(tools.server, { secure: 2087, plain: 2086 })}/json-api/${name}?api.version=1`,
    headers: {
      authorization: authorization(tools.server),
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: formOf(parameters),
    changes,
  })
  const { failure, data, text } = read(answer, changes, tools.clock.now())
  if (!failure) return { data, text }
  const denied = failure.class === 'authentication' && answer.status === 403 && name !== 'applist'
  throw new Ended(denied ? await whyDenied(tools, failure, name) : failure)
}

/** A key is what `whm` takes; a stored one may be in several lines. */
function authorization({ username, password, accessHash }: PanelServer): string {
  const key = accessHash.replace(/\s/g, '')
  return key === '' ? `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` : `whm ${username}:${key}`
}

/** The panel answers alike when it does not know us and when one function is not for us. Everybody may list theirs. */
async function whyDenied(tools: BackendTools, failure: ReturnType<typeof failed>, name: string) {
  if (isFailed(await outcomeOf(ask(tools, 'applist')))) return failure
  return failed('configuration', failure.text, {
    cause: `missing permission ${name}`,
    explanation: `The key of this server may not call ${name}: give it the permission in WHM.`,
  })
}

/** What the panel puts around its sentence, which differs from one time to the next. */
const bare = (text: string): string =>
  text.replace(/^(API failure: )?\(XID \w+\) /, '').replace(/ at \/\S+\.p[lm] line \d+\.?\s*$/, '')

function read(answer: PanelAnswer, changes: boolean, now: number) {
  const envelope = envelopeOf(jsonOf(answer))
  const general = failureOf(answer, changes, now, envelope?.refused)
  const text = envelope?.refused ?? ''
  const data = envelope?.data
  if (general?.class === 'authentication') return { failure: general, data, text }
  if (envelope?.refused !== undefined) {
    const matched = bare(text)
    const failure = judge(RULES, { words: text, matched }) ?? general ?? failed('permanent', text, { cause: matched })
    return { failure, data, text }
  }
  if (general) return { failure: general, data, text }
  if (!envelope) return { failure: unreadable(changes, answer.text), data, text }
  return { failure: undefined, data, text: envelope.text }
}

type Envelope = { refused?: string; text: string; data: unknown }

type Shapes = {
  metadata?: { result?: unknown; reason?: unknown; output?: { raw?: unknown } }
  data?: unknown
  cpanelresult?: { error?: unknown; data?: { reason?: unknown; result?: unknown } }
  result?: unknown
  status?: unknown
  statusmsg?: unknown
  error?: unknown
}

const isOne = (value: unknown): boolean => String(value) === '1'

/** The envelope of API 1, and the other shapes in which the panel answers; undefined when it is none of them. */
function envelopeOf(body: unknown): Envelope | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const { metadata, data, cpanelresult, result, status, statusmsg, error }: Shapes = body
  const settle = (succeeded: boolean, words: unknown, content: unknown): Envelope => {
    const text = typeof words === 'string' ? words : ''
    return succeeded ? { text, data: content } : { refused: text || JSON.stringify(body), text, data: content }
  }
  if (metadata) return settle(isOne(metadata.result), metadata.reason || metadata.output?.raw, data)
  if (cpanelresult) {
    const words = cpanelresult.error ?? cpanelresult.data?.reason
    return settle(words === undefined, words, cpanelresult.data)
  }
  const [old] = Array.isArray(result) ? (result as Shapes[]) : [{ status, statusmsg }]
  if (old?.status !== undefined) return settle(isOne(old.status), old.statusmsg, body)
  return error === undefined ? undefined : settle(false, error, undefined)
}
