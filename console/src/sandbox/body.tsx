import { memo } from 'react'
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
  // It is sound JSON: what begins as a string ends as one.
  const pieces = pretty.split(/("(?:[^"\\]|\\.)*":?|\btrue\b|\bfalse\b|\bnull\b|-?\d[\d.eE+-]*)/)
  let at = 0
  return pieces.map((piece, index) => {
    at += piece.length
    return index % 2 === 0 ? (
      piece
    ) : (
      <span key={at} className={classOf(piece)}>
        {piece}
      </span>
    )
  })
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
