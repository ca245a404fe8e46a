import { SaxesParser } from 'saxes'

type Element = { name: string; text: string; children: Element[]; nil: boolean }

/** What a strict parser makes of an answer in XML. */
function parse(xml: string): Element {
  const top: Element = { name: '', text: '', children: [], nil: false }
  const open = [top]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const seen = { name: attributes.key ?? name, text: '', children: [], nil: attributes.nil === 'true' }
    open.at(-1)!.children.push(seen)
    open.push(seen)
  })
  parser.on('text', (text) => {
    open.at(-1)!.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.write(xml).close()
  return top
}

/** The structure that an answer in XML decodes to. It has no types: `like` says where lists and numbers belong. */
export function fromXml(xml: string, like: unknown): unknown {
  const { children } = parse(xml)
  if (children.length !== 1 || children[0]!.name !== 'api') throw new Error(`No <api>: ${xml.slice(0, 200)}`)
  return decoded(children[0]!, like)
}

function decoded({ text, children, nil }: Element, like: unknown): unknown {
  if (nil) return null
  if (Array.isArray(like)) return children.map((child, index) => decoded(child, like[index]))
  if (children.length > 0 || (typeof like === 'object' && like !== null)) {
    const fields = (like ?? {}) as Record<string, unknown>
    return Object.fromEntries(children.map((child) => [child.name, decoded(child, fields[child.name])]))
  }
  const isNumber = typeof like === 'number' || (typeof like === 'string' && /^<(id|number)/.test(like))
  return isNumber && text !== '' ? Number(text) : text
}
