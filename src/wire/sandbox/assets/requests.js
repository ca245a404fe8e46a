// What the forms come to: a request as plain data, and the same as a curl line. Knows no page.

/** `{ method, url, headers, body }`; the body is undefined, `{ text }`, or `{ parts }` with files among them. */
export function requestOf({ face, call, api, login, values, choices }) {
  return BUILDERS[face.kind]({ call, api: withoutSlashes(api), login, choices, ...sorted(call, values) })
}

function withoutSlashes(url) {
  let end = url.length
  while (url[end - 1] === '/') end -= 1
  return url.slice(0, end)
}

const BUILDERS = { remote: remoteRequest, whmcs: whmcsRequest, rest: restRequest }

/** What stands in the address, the file, and what else was filled in. */
function sorted(call, values) {
  const inPath = {}
  const args = {}
  let file
  for (const [name, value] of Object.entries(values)) {
    if (value === '' || value === undefined || value === null) continue
    if (typeof value === 'object' && !Array.isArray(value)) file = { name, value }
    else if (call.action?.includes(`{${name}}`)) inPath[name] = value
    else args[name] = listed(value)
  }
  return { inPath, args, file }
}

/** A JSON list or object is meant as one. */
function listed(value) {
  if (!/^\s*[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const filled = (chain, inPath) => chain.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(inPath[name] ?? ''))

function remoteRequest({ call, api, login, inPath, args, file, choices }) {
  const { place, verb, params, format } = choices
  const keys = ['v1', ...filled(call.action, inPath).split('.'), format]
  const base = place === 'rewritten' ? api.replace(/\.php$/, '') : api
  const address = place === 'direct' ? api : `${base}/${keys.join('/')}`
  const top = [
    ...(place === 'direct' ? [['action', keys.join('.')]] : []),
    ['username', login.username],
    ['password', login.password],
    ...(verb === 'verb' ? [] : [['method', call.http.toLowerCase()]]),
  ]
  const method = verb === 'verb' ? call.http : 'POST'
  const hasArgs = Object.keys(args).length > 0
  if (params === 'body' && method !== 'GET' && verb !== 'query' && !file) {
    const whole = Object.fromEntries([...top, ...(hasArgs ? [['params', args]] : [])])
    return {
      method,
      url: address,
      headers: { 'content-type': 'application/json' },
      body: { text: JSON.stringify(whole, null, 2) },
    }
  }
  const pairs = [...top, ...(hasArgs ? asParams(args, params) : [])]
  if (file) return { method, url: address, headers: {}, body: { parts: [...pairs, [file.name, file.value]] } }
  if (method === 'GET' || verb === 'query') return { method, url: withQuery(address, pairs), headers: {} }
  return formRequest(method, address, pairs)
}

const asParams = (args, how) =>
  how === 'brackets'
    ? Object.entries(args).flatMap(([name, value]) => bracketed(`params[${name}]`, value))
    : [['params', JSON.stringify(args)]]

function whmcsRequest({ call, api, login, args, choices }) {
  const names = login.isCredential ? ['identifier', 'secret'] : ['username', 'password']
  return formRequest('POST', api, [
    [names[0], login.username],
    [names[1], login.password],
    ['action', call.name],
    ['responsetype', choices.format],
    ...Object.entries(args).flatMap(([name, value]) => bracketed(name, value)),
  ])
}

/** Every call an address of its own, with the login in a header. */
function restRequest({ call, api, login, inPath, args: { body, ...args } }) {
  const url = `${api}${filled(call.action, inPath)}`
  const headers = { authorization: `Basic ${base64(`${login.username}:${login.secret}`)}` }
  const pairs = Object.entries(args).flatMap(([name, value]) => bracketed(name, value))
  if (body !== undefined) {
    const text = typeof body === 'string' ? body : JSON.stringify(body, null, 2)
    return {
      method: call.http,
      url: withQuery(url, pairs),
      headers: { ...headers, 'content-type': 'application/json' },
      body: { text },
    }
  }
  if (call.http !== 'POST') return { method: call.http, url: withQuery(url, pairs), headers }
  const request = formRequest(call.http, url, pairs)
  return { ...request, headers: { ...headers, ...request.headers } }
}

const formRequest = (method, url, pairs) => ({
  method,
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: { text: encoded(pairs), pairs },
})

function bracketed(name, value) {
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]]
  return Object.entries(value).flatMap(([key, child]) => bracketed(`${name}[${key}]`, child))
}

const encoded = (pairs) =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')

const withQuery = (url, pairs) => (pairs.length === 0 ? url : `${url}?${encoded(pairs)}`)

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))

/** A line for a POSIX shell, to be pasted as it stands. */
export function curlOf({ method, url, headers, body }) {
  const parts = ['curl -s']
  if (method !== 'GET' && !(method === 'POST' && body)) parts.push(`-X ${method}`)
  parts.push(quoted(url))
  for (const [name, value] of Object.entries(headers))
    if (!body?.pairs || name !== 'content-type') parts.push(`-H ${quoted(`${name}: ${value}`)}`)
  for (const [name, value] of body?.pairs ?? []) parts.push(`--data-urlencode ${quoted(`${name}=${value}`)}`)
  for (const [name, value] of body?.parts ?? [])
    parts.push(
      typeof value === 'object'
        ? `-F ${quoted(`${name}=@${value.name}`)}`
        : `--form-string ${quoted(`${name}=${value}`)}`,
    )
  if (body?.text !== undefined && !body.pairs) parts.push(`--data-binary ${quoted(body.text)}`)
  return parts.join(' ')
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`

/** The request as it goes over the wire, for people to read. */
export function shownRequest({ method, url, headers, body }) {
  const { pathname, search, host } = new URL(url)
  const lines = [`${method} ${pathname}${search}`, `Host: ${host}`]
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`)
  if (body?.parts) lines.push('content-type: multipart/form-data', '', ...body.parts.map(shownPart))
  if (body?.text !== undefined) lines.push('', body.text)
  return lines.join('\n')
}

const shownPart = ([name, value]) =>
  typeof value === 'object' ? `${name}: ${value.name}, ${value.size} bytes` : `${name}: ${value}`

export function fetchArguments({ method, url, headers, body }) {
  if (!body?.parts) return [url, { method, headers, body: body?.text, cache: 'no-store', credentials: 'omit' }]
  const form = new FormData()
  for (const [name, value] of body.parts) form.append(name, value)
  return [url, { method, headers, body: form, cache: 'no-store', credentials: 'omit' }]
}
