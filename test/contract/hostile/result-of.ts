import { SaxesParser } from 'saxes'

export type Result = 'success' | 'error'

/** What an answer says it is, read as its content type asks; a refusal must have a message. Throws when it is malformed. */
export function resultOf(type: string, body: string): Result {
  const { result, message } = READERS[type]?.(body) ?? {}
  if (result === 'success' || (result === 'error' && message)) return result
  throw new Error(`No result in ${type}: ${body.slice(0, 500)}`)
}

type Read = { result?: unknown; message?: unknown }

const READERS: Readonly<Record<string, (body: string) => Read>> = {
  'application/json; charset=utf-8': (body) => JSON.parse(body),
  'application/xml; charset=utf-8': readXml,
  'text/plain; charset=utf-8': (body) => {
    if (!body.endsWith(';')) throw new Error(`Not closed: ${body.slice(-100)}`)
    return Object.fromEntries(body.split(';').map((pair) => pair.split('=', 2)))
  },
}

/** The texts of the root's own children. */
function readXml(body: string): Read {
  const texts: Record<string, string> = {}
  const path: string[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => path.push(name))
  parser.on('text', (text) => {
    if (path.length === 2) texts[path[1]!] = text
  })
  parser.on('closetag', () => path.pop())
  parser.on('error', (error) => {
    throw error
  })
  parser.write(body).close()
  return texts
}
