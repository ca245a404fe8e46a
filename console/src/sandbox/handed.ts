import type { Call } from './faces.ts'
import type { Values } from './requests.ts'

/** A call of the native API as it was sent, to be tried again in the sandbox. */
export type Handed = { readonly method: string; readonly url: string; readonly body: string | undefined }

/** Names of what is no form's business: it is typed again by whoever has it. */
const SECRET = /password|secret|token|key|hash|credential|code$/i

/** The method that this was, and what its form had, without secrets; undefined of what no method of the face is. */
export function formOf(handed: Handed, calls: readonly Call[]): { name: string; values: Values } | undefined {
  const { pathname, searchParams } = new URL(handed.url)
  const path = pathname.slice(pathname.indexOf('/api/v1') + '/api/v1'.length)
  for (const { name, http, action, parameters } of calls) {
    const inPath = http === handed.method ? matched(action, path) : undefined
    if (!inPath) continue
    const given: Record<string, unknown> = { ...Object.fromEntries(searchParams), ...bodyOf(handed), ...inPath }
    const values = parameters.flatMap((parameter) => {
      const value = given[parameter.name]
      return value === undefined || value === null || SECRET.test(parameter.name)
        ? []
        : [[parameter.name, textOf(value)]]
    })
    return { name, values: Object.fromEntries(values) }
  }
  return undefined
}

/** What stands for `{name}` in the path; undefined where it is another one. */
function matched(action: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [action, path].map((text) => text.split('/'))
  if (wanted!.length !== given!.length) return undefined
  const found: Record<string, string> = {}
  for (const [index, part] of wanted!.entries()) {
    const name = part.startsWith('{') && part.endsWith('}') ? part.slice(1, -1) : undefined
    if (name !== undefined) found[name] = decodeURIComponent(given![index]!)
    else if (part !== given![index]) return undefined
  }
  return found
}

function bodyOf({ body }: Handed): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body ?? '{}')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Lists and objects as JSON; what in them is a secret stays out too. */
const textOf = (value: unknown): string =>
  typeof value === 'object'
    ? JSON.stringify(value, (key, inner) => (SECRET.test(key) ? undefined : inner))
    : String(value)
