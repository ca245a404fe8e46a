import type { ApiOperation } from '../contract/operation.ts'

/** What an operation is asked with in an example. */
export type ExampleInput = { readonly params?: object; readonly query?: object; readonly body?: unknown }

/** To be pasted into a shell where `BASE` and `TOKEN` are set. */
export function curlOf(operation: ApiOperation, { params = {}, query = {}, body }: ExampleInput): string {
  const { method, path, admits } = operation
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => String((params as Record<string, unknown>)[name]))
  const pairs = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const text = pairs.size > 0 ? `?${pairs}` : ''
  const identity =
    admits === 'service' ? '-u "1-2-0/bob@example.com/$SERVICE:$PASSWORD"' : '-H "Authorization: Bearer $TOKEN"'
  const lines = [
    `curl -s${method === 'GET' ? '' : ` -X ${method}`} ${identity}`,
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'", `-d ${shellQuoted(JSON.stringify(body))}`]),
    ...(operation.uploads ? ["-H 'Content-Type: application/octet-stream'", '--data-binary @report.pdf'] : []),
    `"$BASE/api/v1${filled}${text}"`,
  ]
  return lines.join(' \\\n  ')
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** With `@provisor/client`. */
export function typescriptOf({ id, uploads }: ApiOperation, { params, query, body }: ExampleInput): string {
  const parts = Object.entries({ params, query, body })
    .filter(([, value]) => value !== undefined && (typeof value !== 'object' || Object.keys(value!).length > 0))
    .map(([name, value]) => `  ${name}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')},\n`)
  const input = uploads ? [...parts, '  file: bytes,\n'] : parts
  return `const answer = await client.call('${id}', ${input.length > 0 ? `{\n${input.join('')}}` : '{}'})`
}
