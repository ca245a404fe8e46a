import { isUtf8 } from 'node:buffer'
import { parseParameterised, trimBlanks } from './header-parameters.ts'

/** What stands before the content of a part of a multipart body. */
export type PartHead = {
  readonly name: string
  /** As the sender gave it; empty where a form sends the field of a file that nobody chose. Undefined for a plain field. */
  readonly filename: string | undefined
  /** In lower case, without parameters. */
  readonly mediaType: string | undefined
  /** What the sender says of the encoding of a text. */
  readonly charset: string | undefined
}

/** `lines` hold a character for each byte. Undefined for a part without a name, or a head that is not one. */
export function parsePartHead(lines: readonly string[]): PartHead | undefined {
  const fields = headerFields(lines)
  const disposition = parseParameterised(fields?.get('content-disposition') ?? '')
  const name = disposition?.parameters.get('name')
  if (!disposition || name === undefined) return undefined
  const type = parseParameterised(fields?.get('content-type') ?? '')
  const mediaType = type?.value || undefined
  return {
    name: nameOf(name),
    filename: filenameOf(disposition.parameters) ?? (mediaType === 'application/octet-stream' ? '' : undefined),
    mediaType,
    charset: type?.parameters.get('charset'),
  }
}

/** The first of each name; a line that begins with a blank continues the one before it. */
function headerFields(lines: readonly string[]): Map<string, string> | undefined {
  const unfolded: string[] = []
  for (const line of lines) {
    if (line.includes('\r') || line.includes('\n')) return undefined
    if (line.startsWith(' ') || line.startsWith('\t')) unfolded.push(`${unfolded.pop() ?? ''}${line}`)
    else unfolded.push(line)
  }
  const fields = new Map<string, string>()
  for (const line of unfolded) {
    const colon = line.indexOf(':')
    if (colon < 1) return undefined
    const name = trimBlanks(line.slice(0, colon)).toLowerCase()
    if (!fields.has(name)) fields.set(name, trimBlanks(line.slice(colon + 1)))
  }
  return fields
}

/** The extended form wins (RFC 6266, 4.3), where it can be read. */
function filenameOf(parameters: ReadonlyMap<string, string>): string | undefined {
  const plain = parameters.get('filename')
  const extended = parameters.get('filename*')
  return (
    (extended === undefined ? undefined : extendedText(extended)) ?? (plain === undefined ? undefined : nameOf(plain))
  )
}

/** Browsers and most libraries send UTF-8, old ones the bytes of Latin-1. */
function nameOf(bytesAsText: string): string {
  const bytes = Buffer.from(bytesAsText, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : bytesAsText
}

/** `UTF-8'en'%c3%a9` (RFC 8187, 3.2). */
function extendedText(text: string): string | undefined {
  const charsetEnd = text.indexOf("'")
  const languageEnd = text.indexOf("'", charsetEnd + 1)
  const bytes = charsetEnd < 0 || languageEnd < 0 ? undefined : percentDecoded(text.slice(languageEnd + 1))
  const charset = text.slice(0, Math.max(charsetEnd, 0)).toLowerCase()
  if (charset === 'iso-8859-1') return bytes?.toString('latin1')
  return bytes && charset === 'utf-8' && isUtf8(bytes) ? bytes.toString('utf8') : undefined
}

function percentDecoded(text: string): Buffer | undefined {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '%') bytes.push(text.charCodeAt(at))
    else {
      const hex = text.slice(at + 1, at + 3)
      if (!/^[0-9a-f]{2}$/i.test(hex)) return undefined
      bytes.push(Number.parseInt(hex, 16))
      at += 2
    }
  }
  return Buffer.from(bytes)
}
