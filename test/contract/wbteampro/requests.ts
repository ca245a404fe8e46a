import type { Remembered } from '../../support/expected.ts'
import { rawText } from '../harness/case-files.ts'
import type { CallerName, Callers } from './callers.ts'
import type { Step } from './cases.ts'

const BASE = '/billing/modules/addons/wbteampro'
const BOUNDARY = 'a-boundary'

/** Chain and method of a step, with the numbers of earlier answers in their places. */
export function askedOf({ ask }: Step, remembered: Remembered): { method: string; chain: string } {
  const [method = '', chain = ''] = filled(ask, remembered).split(' ')
  return { method, chain }
}

const filled = (text: string, remembered: Remembered): string =>
  text.replace(/\{\{([a-z0-9-]+)\}\}/g, (whole, name: string) => {
    const known = remembered.get(name)
    if (known === undefined) throw new Error(`Nothing is known as ${whole}`)
    return known
  })

/** The request of one step, as it goes into the server. */
export function requestOf(step: Step & { as: CallerName }, callers: Callers, remembered: Remembered) {
  const { method, chain } = askedOf(step, remembered)
  const { format = 'json', place = 'path', verb = method } = step
  const keys = ['v1', ...chain.split('/'), format]
  const program = place === 'rewritten' ? 'api' : 'api.php'
  const path = step.path ?? (place === 'direct' ? program : `${program}/${keys.join('/')}`)
  const top: [string, string][] = [
    ...(place === 'direct' ? [['action', keys.join('.')] as [string, string]] : []),
    ...Object.entries<string>(callers[step.as]),
    ...(verb !== method ? [['method', method.toLowerCase()] as [string, string]] : []),
  ]
  const params = JSON.parse(filled(JSON.stringify(step.params ?? {}), remembered)) as Record<string, unknown>
  const { query, type, payload } =
    step.query !== undefined || step.raw !== undefined
      ? rawParts(step, top)
      : sent(step, step.send ?? (verb === 'GET' || verb === 'HEAD' ? 'query' : 'form'), top, params)
  return {
    method: verb as 'GET',
    url: `${BASE}/${path}${query && `?${query}`}`,
    remoteAddress: step.from ?? '127.0.0.1',
    headers: { ...(type && { 'content-type': type }), ...step.headers },
    ...(payload !== undefined && { payload }),
  }
}

type Parts = { query: string; type?: string; payload?: string | Buffer }

/** `{login}` in the query string is what the caller signs in with. */
function rawParts({ query = '', raw }: Step, top: [string, string][]): Parts {
  const text = query.replaceAll('{login}', encoded(top))
  return { query: text, ...(raw !== undefined && { payload: Buffer.from(rawText(raw), 'latin1') }) }
}

function sent(
  step: Step,
  send: NonNullable<Step['send']>,
  top: [string, string][],
  params: Record<string, unknown>,
): Parts {
  const hasParams = Object.keys(params).length > 0
  const json: [string, string][] = hasParams ? [['params', JSON.stringify(params)]] : []
  const form = 'application/x-www-form-urlencoded'
  const inQuery = (step.verb ?? step.ask.split(' ')[0]) === 'GET'
  const pairs = (all: [string, string][]): Parts =>
    inQuery ? { query: encoded(all) } : { query: '', type: form, payload: encoded(all) }
  switch (send) {
    case 'query':
      return { query: encoded([...top, ...json]) }
    case 'form':
      return { query: '', type: form, payload: encoded([...top, ...json]) }
    case 'json-body':
      return {
        query: '',
        type: 'application/json',
        payload: JSON.stringify({ ...Object.fromEntries(top), ...(hasParams && { params }) }),
      }
    case 'brackets':
      return pairs([...top, ...Object.entries(params).flatMap(([name, value]) => bracketed(`params[${name}]`, value))])
    case 'loose':
      return pairs([...top, ...Object.entries(params).flatMap(([name, value]) => bracketed(name, value))])
    case 'multipart':
      return {
        query: '',
        type: `multipart/form-data; boundary=${BOUNDARY}`,
        payload: multipart(step, [...top, ...json]),
      }
  }
}

function bracketed(name: string, value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]]
  return Object.entries(value).flatMap(([key, child]) => bracketed(`${name}[${key}]`, child))
}

const encoded = (pairs: [string, string][]): string =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')

function multipart({ file }: Step, pairs: [string, string][]): Buffer {
  const parts = pairs.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head =
    file &&
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\n` +
      `Content-Type: ${file.type ?? 'application/octet-stream'}\r\n\r\n`
  return Buffer.concat([
    Buffer.from(parts.join('')),
    ...(file ? [Buffer.from(head ?? ''), Buffer.from(rawText(file.content), 'latin1'), Buffer.from('\r\n')] : []),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ])
}
