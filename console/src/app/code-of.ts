import { ROUTES } from '@provisor/client'
import type { SentRequest } from './requests.ts'

/** Within single quotes of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

export const curlOf = ({ method, url, body }: SentRequest): string =>
  [
    'curl',
    ...(method === 'GET' ? [] : ['-X', method]),
    '-H "Authorization: Bearer $PROVISOR_TOKEN"',
    ...(body === undefined ? [] : ['-H "Content-Type: application/json"', '-d', quoted(body)]),
    quoted(url),
  ].join(' ')

export const commandOf = ({ method, url, body }: SentRequest): string => {
  const { pathname, search } = new URL(url)
  const path = pathname.replace(/^.*?\/api\/v1/, '') + search
  const line = `provisor api ${method} ${quoted(path)}`
  return body === undefined ? line : `echo ${quoted(body)} | ${line} --data -`
}

/** The operation of this request with what it is sent, as the client library takes them. */
function operationOf({ method, url, body }: SentRequest): { id: string; sent: Record<string, unknown> } | undefined {
  const { pathname, searchParams } = new URL(url)
  const parts = pathname.replace(/^.*?\/api\/v1/, '').split('/')
  for (const [id, route] of Object.entries(ROUTES)) {
    const names = route.path.split('/')
    if (route.method !== method || names.length !== parts.length) continue
    const params: Record<string, unknown> = {}
    const fits = names.every((name, index) => {
      const part = parts[index]!
      if (!name.startsWith('{')) return name === part
      params[name.slice(1, -1)] = typed(decodeURIComponent(part))
      return true
    })
    if (!fits) continue
    const query = Object.fromEntries([...searchParams].map(([name, value]) => [name, typed(value)]))
    return {
      id,
      sent: {
        ...(Object.keys(params).length > 0 && { params }),
        ...(Object.keys(query).length > 0 && { query }),
        ...(body !== undefined && { body: JSON.parse(body) as unknown }),
      },
    }
  }
  return undefined
}

/** Numbers and flags of an address, as a program has them. */
const typed = (value: string): unknown =>
  /^\d{1,15}$/.test(value) ? Number(value) : value === 'true' || value === 'false' ? value === 'true' : value

const baseOf = (url: string): string => url.slice(0, url.indexOf('/api/v1'))

export function typescriptOf(request: SentRequest): string {
  const { id, sent } = operationOf(request) ?? { id: '', sent: {} }
  return [
    "import { makeClient } from '@provisor/client'",
    '',
    `const client = makeClient({ baseUrl: ${JSON.stringify(baseOf(request.url))}, token: process.env.PROVISOR_TOKEN! })`,
    `console.log(await client.call(${JSON.stringify(id)}, ${JSON.stringify(sent)}))`,
  ].join('\n')
}

/** Within single quotes of PHP. */
const phpText = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

export function phpOf({ method, url, body }: SentRequest): string {
  const headers = [
    "'Authorization: Bearer ' . getenv('PROVISOR_TOKEN')",
    ...(body === undefined ? [] : ["'Content-Type: application/json'"]),
  ]
  return [
    '<?php',
    `$curl = curl_init(${phpText(url)});`,
    'curl_setopt_array($curl, [',
    `    CURLOPT_CUSTOMREQUEST => ${phpText(method)},`,
    `    CURLOPT_HTTPHEADER => [${headers.join(', ')}],`,
    ...(body === undefined ? [] : [`    CURLOPT_POSTFIELDS => ${phpText(body)},`]),
    '    CURLOPT_RETURNTRANSFER => true,',
    ']);',
    'echo curl_exec($curl);',
  ].join('\n')
}
