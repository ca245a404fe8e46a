/** What stands between the tags of a name, which has no attributes, in the answers of a store; the five escapes are read. */
export function textsOf(xml: string, name: string): string[] {
  const [open, close] = [`<${name}>`, `</${name}>`]
  const found: string[] = []
  for (let at = xml.indexOf(open); at >= 0; ) {
    const end = xml.indexOf(close, at)
    if (end < 0) return found
    found.push(unescaped(xml.slice(at + open.length, end)))
    at = xml.indexOf(open, end)
  }
  return found
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
}
const unescaped = (text: string): string =>
  text.includes('<') ? text : text.replace(/&(?:lt|gt|quot|apos|amp);/g, (found) => ESCAPES[found]!)
