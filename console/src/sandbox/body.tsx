import { memo, type ReactNode } from 'react'
import { count } from '../parts/format.ts'
import { t } from '../texts/sandbox-texts.ts'

const LONGEST_SHOWN = 200_000

/** What came back, for people to read: nothing of it is ever markup. */
export const Body = memo(({ bytes, type }: { bytes: Uint8Array; type: string }) => (
  <pre id="body" className="words">
    {shown(bytes, type)}
  </pre>
))

function shown(bytes: Uint8Array, type: string) {
  const text = new TextDecoder().decode(bytes.subarray(0, LONGEST_SHOWN))
  if (type.includes('json') && bytes.length <= LONGEST_SHOWN) return coloured(text)
  if (type.includes('xml')) return indented(text)
  return /^(?:text|application\/json)/.test(type) || !text.includes('\u0000') ? text : t.noText(count(bytes.length))
}

function coloured(text: string) {
  let pretty: string
  try {
    pretty = JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
  const shownPieces: ReactNode[] = []
  for (let at = 0; at < pretty.length; ) {
    const end = endOfPiece(pretty, at)
    const piece = pretty.slice(at, end)
    shownPieces.push(
      /^["\w-]/.test(piece) ? (
        <span key={at} className={classOf(piece)}>
          {piece}
        </span>
      ) : (
        piece
      ),
    )
    at = end
  }
  return shownPieces
}

/** Where what begins here ends: a string with the colon of a name, a word or number, or what stands between these. */
function endOfPiece(json: string, begin: number): number {
  let end = begin + 1
  if (json[begin] === '"') {
    while (json[end] !== '"') end += json[end] === '\\' ? 2 : 1
    return json[end + 1] === ':' ? end + 2 : end + 1
  }
  const isWord = /[\w.+-]/.test(json[begin]!)
  while (end < json.length && json[end] !== '"' && /[\w.+-]/.test(json[end]!) === isWord) end++
  return end
}

const classOf = (piece: string): string => {
  if (!piece.startsWith('"')) return 'acc'
  return piece.endsWith(':') ? 'q' : 'good'
}

function indented(text: string): string {
  let depth = 0
  return text
    .replace(/>\s*</g, '>\n<')
    .split('\n')
    .map((line) => {
      if (line.startsWith('</')) depth--
      const shifted = '  '.repeat(Math.max(depth, 0)) + line
      if (/^<[^?/!][^>]*[^/]>$/.test(line) || /^<\w>$/.test(line)) depth++
      return shifted
    })
    .join('\n')
}
