import { type ReactNode, useState } from 'react'
import { t } from '../../texts/texts.ts'

/** More than so many characters are folded: what matters of an answer stands mostly at its beginning. */
const FOLDED = 3000
/** Laid out line by line up to here. */
const LAID_OUT = 64_000

/** What a machine said: JSON with its lines, the rest as it came; words that the failure names are underlaid. */
export function MachineText({ text, named }: { text: string; named: readonly string[] }) {
  const [isWhole, setWhole] = useState(false)
  const laidOut = laidOutOf(text)
  const shown = isWhole ? laidOut : laidOut.slice(0, FOLDED)
  return (
    <div className="code">
      <pre>{marked(shown, named)}</pre>
      {shown.length < laidOut.length && (
        <button type="button" className="acc b" onClick={() => setWhole(true)}>
          {t.queue.showAll(Math.ceil(laidOut.length / 1000))}
        </button>
      )}
    </div>
  )
}

function laidOutOf(text: string): string {
  if (!/^\s*[[{]/.test(text) || text.length > LAID_OUT) return text
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return text
  }
}

/** The words in quotes: what the panel complains of by its name. */
export const namedIn = (said: string): string[] =>
  [...new Set([...said.matchAll(/["'“]([^"'“”]{2,80})["'”]/g)].map(([, word]) => word!))].slice(0, 5)

function marked(text: string, named: readonly string[]): ReactNode {
  const [word] = named.filter((one) => text.includes(one))
  if (word === undefined) return text
  const parts: ReactNode[] = []
  let at = 0
  for (let next = text.indexOf(word); next >= 0; next = text.indexOf(word, at)) {
    parts.push(text.slice(at, next), <mark key={next}>{word}</mark>)
    at = next + word.length
  }
  return [...parts, text.slice(at)]
}
