import type { Fields } from '../../codec/tree.ts'
import { bracketPath, type FlatPair, flatten, flattenAt } from './flat.ts'
import type { OpenList } from './streaming.ts'

/**
 * The legacy `key=value;` text, with the keys of the flattened samples and HTML-escaped values.
 *
 * A `;` inside a value is `&#59;`, and every `&` is escaped, so a bare `;` ends a value and any other one ends an
 * entity: `([^=]+)=((?:&[^;]+;|[^&;])*);` reads pair after pair, entities are undone afterwards. Old clients that split
 * at every `;` see a value end at its first entity, as they always did.
 */
export function renderNvp(tree: Fields): string {
  return pairsText(flatten(tree))
}

export const openNvpList: OpenList = (before, path) => {
  const list = bracketPath(path)
  return {
    head: renderNvp(before),
    item: (row, index) => pairsText(flattenAt(`${list}[${index}]`, row)),
    tail: (after, count) => (count === 0 ? pairsText(flattenAt(list, [])) : '') + renderNvp(after),
  }
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
  ';': '&#59;',
}

function pairsText(pairs: FlatPair[]): string {
  return pairs.map(([key, text]) => `${key}=${escapeValue(text)};`).join('')
}

function escapeValue(text: string): string {
  return text.replace(/[&<>"';]/g, (character) => entities[character]!)
}
