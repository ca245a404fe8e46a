// What the forms come to: a request as plain data, and the same as a curl line. Knows no page.

import type { Call, Choices, Face } from './faces.ts'
import type { Login } from './login.ts'

export type Values = Readonly<Record<string, string | File>>
type Pair = readonly [name: string, value: string]

export type Request = {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: {
    readonly text?: string
    /** Of which the text is made. */
    readonly pairs?: readonly Pair[]
    readonly parts?: readonly (readonly [name: string, value: string | File])[]
    readonly file?: File
  }
  /** Sent with the session that this page has; as a curl line it has a token. */
  readonly csrfToken?: string
}

type Asked = { face: Pick<Face, 'kind'>; call: Call; login: Login; values: Values; choices: Choices }
type Sorted = {
  inPath: Record<string, string>
  args: Record<string, unknown>
  file: readonly [string, File] | undefined
}
type Building = Omit<Asked, 'face'> & Sorted & { api: string }

export function requestOf({ face, ...asked }: Asked): Request {
  return BUILDERS[face.kind]({ ...asked, api: withoutSlashes(asked.login.api), ...sorted(asked.call, asked.values) })
}

function withoutSlashes(url: string): string {
  let end = url.length
  while (url[end - 1] === '/') end -= 1
  return url.slice(0, end)
}

const BUILDERS = { remote: remoteRequest, whmcs: whmcsRequest, rest: restRequest, native: nativeRequest }

/** What stands in the address, the file, and what else was filled in. */
function sorted(call: Call, values: Values): Sorted {
  const found: Sorted = { inPath: {}, args: {}, file: undefined }
  for (const [name, value] of Object.entries(values)) {
    if (value === '') continue
    if (typeof value !== 'string') found.file = [name, value]
    else if (call.action.includes(`{${name}}`)) found.inPath[name] = value
    else found.args[name] = listed(value)
  }
  return found
}

/** A JSON list or object is meant as one. */
function listed(value: string): unknown {
  if (!/^\s*[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const filled = (chain: string, inPath: Sorted['inPath']): string =>
  chain.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(inPath[name] ?? ''))

function remoteRequest({ call, api, login, inPath, args, file, choices }: Building): Request {
  const { place, verb, params, format } = choices
  const keys = ['v1', ...filled(call.action, inPath).split('.'), format]
  const base = place === 'rewritten' ? api.replace(/\.php$/, '') : api
  const address = place === 'direct' ? api : `${base}/${keys.join('/')}`
  const top: Pair[] = [
    ...(place === 'direct' ? [['action', keys.join('.')] as const] : []),
    ['username', login.username],
    ['password', login.password],
    ...(verb === 'verb' ? [] : [['method', call.http.toLowerCase()] as const]),
  ]
  const method = verb === 'verb' ? call.http : 'POST'
  const hasArgs = Object.keys(args).length > 0
  if (params === 'body' && method !== 'GET' && verb !== 'query' && !file) {
    const whole = { ...Object.fromEntries(top), ...(hasArgs && { params: args }) }
    return jsonRequest(method, address, {}, JSON.stringify(whole, null, 2))
  }
  const pairs = [...top, ...(hasArgs ? asParams(args, params) : [])]
  if (file) return { method, url: address, headers: {}, body: { parts: [...pairs, file] } }
  if (method === 'GET' || verb === 'query') return { method, url: withQuery(address, pairs), headers: {} }
  return formRequest(method, address, pairs)
}

const asParams = (args: Sorted['args'], how: string): Pair[] =>
  how === 'brackets'
    ? Object.entries(args).flatMap(([name, value]) => bracketed(`params[${name}]`, value))
    : [['params', JSON.stringify(args)]]

function whmcsRequest({ call, api, login, args, choices }: Building): Request {
  return formRequest('POST', api, [
    [login.isCredential ? 'identifier' : 'username', login.username],
    [login.isCredential ? 'secret' : 'password', login.password],
    ['action', call.name],
    ['responsetype', choices.format],
    ...Object.entries(args).flatMap(([name, value]) => bracketed(name, value)),
  ])
}

/** Every call an address of its own, with the login in a header. */
function restRequest({ call, api, login, inPath, args: { body, ...args } }: Building): Request {
  const url = `${api}${filled(call.action, inPath)}`
  const headers = { authorization: `Basic ${base64(`${login.username}:${login.secret}`)}` }
  const pairs = Object.entries(args).flatMap(([name, value]) => bracketed(name, value))
  if (body !== undefined) {
    const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2)
    return jsonRequest(call.http, withQuery(url, pairs), headers, text)
  }
  if (call.http !== 'POST') return { method: call.http, url: withQuery(url, pairs), headers }
  const request = formRequest(call.http, url, pairs)
  return { ...request, headers: { ...headers, ...request.headers } }
}

/** What is asked has several places, and each value a type of its own. */
function nativeRequest({ call, api, login, inPath, values, file }: Building): Request {
  const sent = call.parameters.flatMap(({ name, type, place }) => {
    const value = values[name]
    return typeof value === 'string' && value !== '' ? [{ name, type, place, value }] : []
  })
  const at = (place: string) => sent.filter((each) => each.place === place)
  const pairs = at('query').map(({ name, value }) => [name, value] as const)
  const url = withQuery(`${api}${filled(call.action, inPath)}`, pairs)
  const headers = {
    ...(login.secret !== '' && { authorization: authorization(login.secret) }),
    ...Object.fromEntries(at('header').map(({ name, value }) => [name.toLowerCase(), value])),
  }
  const known = { method: call.http, url, headers, ...(login.csrfToken && { csrfToken: login.csrfToken }) }
  if (file) return { ...known, headers: { ...headers, 'content-type': contentType(file[1]) }, body: { file: file[1] } }
  const fields = at('body')
  const isWhole = call.parameters.some(({ name, place }) => name === 'body' && place === 'body')
  if (!call.parameters.some(({ place }) => place === 'body')) return known
  const text = isWhole ? (fields[0]?.value ?? '') : JSON.stringify(objectOf(fields), null, 2)
  return { ...known, ...jsonRequest(call.http, url, headers, text) }
}

const authorization = (secret: string): string =>
  secret.includes(':') ? `Basic ${base64(secret)}` : `Bearer ${secret}`

const contentType = ({ type }: File): string => type || 'application/octet-stream'

const objectOf = (fields: readonly { name: string; type: string; value: string }[]) =>
  Object.fromEntries(fields.map(({ name, type, value }) => [name, typed(type, value)]))

/** Text is text; everything else is written as JSON has it, and so is what is nothing. */
function typed(type: string, value: string): unknown {
  const isJson = /^(?:integer|number|boolean|JSON)\b/.test(type) || (value === 'null' && type.endsWith(' or null'))
  if (!isJson) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const jsonRequest = (method: string, url: string, headers: Request['headers'], text: string): Request => ({
  method,
  url,
  headers: { ...headers, 'content-type': 'application/json' },
  body: { text },
})

const formRequest = (method: string, url: string, pairs: readonly Pair[]): Request => ({
  method,
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: { text: encoded(pairs), pairs },
})

function bracketed(name: string, value: unknown): Pair[] {
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]]
  return Object.entries(value).flatMap(([key, child]) => bracketed(`${name}[${key}]`, child))
}

const encoded = (pairs: readonly Pair[]): string =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')

const withQuery = (url: string, pairs: readonly Pair[]): string =>
  pairs.length === 0 ? url : `${url}?${encoded(pairs)}`

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

/** A line for a POSIX shell, to be pasted as it stands; what a session stands for is a token there. */
export function curlOf({ method, url, headers, body, csrfToken }: Request): string {
  const parts = ['curl -s']
  if (method !== 'GET' && !(method === 'POST' && body)) parts.push(`-X ${method}`)
  parts.push(quoted(url))
  if (csrfToken !== undefined) parts.push('-H "Authorization: Bearer $PROVISOR_TOKEN"')
  for (const [name, value] of Object.entries(headers))
    if (!body?.pairs || name !== 'content-type') parts.push(`-H ${quoted(`${name}: ${value}`)}`)
  for (const [name, value] of body?.pairs ?? []) parts.push(`--data-urlencode ${quoted(`${name}=${value}`)}`)
  for (const [name, value] of body?.parts ?? [])
    parts.push(
      typeof value === 'object'
        ? `-F ${quoted(`${name}=@${value.name}`)}`
        : `--form-string ${quoted(`${name}=${value}`)}`,
    )
  if (body?.file) parts.push(`--data-binary ${quoted(`@${body.file.name}`)}`)
  if (body?.text !== undefined && !body.pairs) parts.push(`--data-binary ${quoted(body.text)}`)
  return parts.join(' ')
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The request as it goes over the wire, for people to read. */
export function shownRequest({ method, url, headers, body }: Request): string {
  const { pathname, search, host } = new URL(url)
  const lines = [`${method} ${pathname}${search}`, `Host: ${host}`]
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`)
  if (body?.parts) lines.push('content-type: multipart/form-data', '', ...body.parts.map(shownPart))
  if (body?.file) lines.push('', shownPart(['file', body.file]))
  if (body?.text !== undefined) lines.push('', body.text)
  return lines.join('\n')
}

const shownPart = ([name, value]: readonly [string, string | File]): string =>
  typeof value === 'object' ? `${name}: ${value.name}, ${value.size} bytes` : `${name}: ${value}`

export function fetchArguments({ method, url, headers, body, csrfToken }: Request): [string, RequestInit] {
  const init: RequestInit = {
    method,
    headers: csrfToken === undefined ? headers : { ...headers, 'x-csrf-token': csrfToken },
    cache: 'no-store',
    credentials: csrfToken === undefined ? 'omit' : 'same-origin',
  }
  if (body?.parts) {
    const form = new FormData()
    for (const [name, value] of body.parts) form.append(name, value)
    return [url, { ...init, body: form }]
  }
  const sent = body?.file ?? body?.text
  return [url, sent === undefined ? init : { ...init, body: sent }]
}
