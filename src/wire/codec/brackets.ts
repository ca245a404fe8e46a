import { readBodyPairs, readPairs } from './form.ts'
import { maxDepth, maxNameLength, maxParameters } from './limits.ts'
import { MalformedRequest, tooManyParameters } from './malformed.ts'
import type { Pair } from './multipart-form.ts'
import type { ParamMap } from './php-value.ts'
import { storableText } from './text.ts'

/**
 * Reads an `application/x-www-form-urlencoded` text, query string or body, as PHP does: `a[b][]=1` nests and appends,
 * of a repeated name the last value wins. Raw characters outside ASCII are taken as they are.
 */
export function decodeBrackets(text: string): ParamMap {
  return placed(readPairs(text))
}

/** The same of a body, with turns of others between. */
export async function decodeBracketsBody(bytes: Buffer): Promise<ParamMap> {
  return placed(await readBodyPairs(bytes))
}

/** The same from names and values that are already unescaped, as a multipart body gives them. */
export function decodePairs(pairs: Iterable<Pair>): ParamMap {
  const checked: Pair[] = []
  for (const [name, value] of pairs) {
    if (checked.length === maxParameters) throw tooManyParameters()
    checked.push(name === '' ? ['', ''] : [storableText(name), storableText(value)])
  }
  return placed(checked)
}

function placed(pairs: readonly Pair[]): ParamMap {
  const params: ParamMap = new Map()
  const place = makePlacer()
  for (const [name, value] of pairs) if (name !== '') place(params, pathOf(name), value)
  return params
}

/** Query string and body as one; the body wins by top-level name, maps are not mixed. */
export function mergeParams(query: ParamMap, body: ParamMap): ParamMap {
  return new Map([...query, ...body])
}

export const tooDeep = () => new MalformedRequest(`Parameter nested too deep: expected at most ${maxDepth} levels`)

/** `a[b][]` is `['a', 'b', '']`. As in PHP, what follows the last complete bracket is ignored. */
function pathOf(name: string): string[] {
  if (name.length > maxNameLength) {
    throw new MalformedRequest(`Parameter name too long: expected at most ${maxNameLength} characters`)
  }
  const open = name.indexOf('[')
  if (open < 1 || !name.includes(']', open)) return [name]
  const keys = [...name.slice(open).matchAll(/\[([^\]]*)\]/gy)].map((match) => match[1]!)
  if (keys.length > maxDepth) throw tooDeep()
  return [name.slice(0, open), ...keys]
}

function makePlacer() {
  // The next free index is remembered per map: looking for it at each `a[]` would be quadratic.
  const nextIndex = new Map<ParamMap, number>()

  function keyIn(map: ParamMap, key: string): string {
    const next = nextIndex.get(map) ?? 0
    const index = key === '' ? next : /^(0|[1-9]\d{0,14})$/.test(key) ? Number(key) : -1
    if (index >= next) nextIndex.set(map, index + 1)
    return key === '' ? String(index) : key
  }

  return function place(params: ParamMap, [name, ...keys]: string[], value: string): void {
    let map = params
    let at = name!
    for (const key of keys) {
      const present = map.get(at)
      const inner: ParamMap = present instanceof Map ? present : new Map()
      if (inner !== present) map.set(at, inner)
      map = inner
      at = keyIn(inner, key)
    }
    map.set(at, value)
  }
}
