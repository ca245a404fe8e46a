import { hasColours } from '../config.ts'

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green'

/**
 * Until it is printed, a style is a character that no text has (Unicode keeps these for such uses), not an escape: so all
 * escapes that come in with a text can be taken out, whoever put them there, and ours come last.
 */
const STYLES: Record<Style, { mark: string; on: string; off: string }> = {
  bold: { mark: '\ufdd0', on: '\u001b[1m', off: '\u001b[22m' },
  dim: { mark: '\ufdd1', on: '\u001b[2m', off: '\u001b[22m' },
  red: { mark: '\ufdd2', on: '\u001b[31m', off: '\u001b[39m' },
  yellow: { mark: '\ufdd3', on: '\u001b[33m', off: '\u001b[39m' },
  green: { mark: '\ufdd4', on: '\u001b[32m', off: '\u001b[39m' },
}
const END = '\ufddf'

export const paint = (style: Style, text: string): string => `${STYLES[style].mark}${text}${END}`

/** How the state of something looks: by its first word, whatever else is said of it. Others stay as they are. */
export function paintState(state: string): string {
  const style = STATES.find(({ words }) => words.test(state))?.style
  return style ? paint(style, state) : state
}

const STATES: { style: Style; words: RegExp }[] = [
  {
    style: 'red',
    words: /^(failed|failing|broken|held|late|disabled|revoked|error|lost|needs|rejected|fraud|suspended|problem)\b/i,
  },
  {
    style: 'yellow',
    words: /^(paused|maintenance|closed|waiting|retrying|draining|stopped|withheld|pending|cancelled|warning)\b/i,
  },
  { style: 'green', words: /^(active|ok|running|in force|done|delivered|sent|finished|completed|success)\b/i },
]

/** A text as it is printed: what came in from outside without escapes, ours where there is somebody to see them. */
export function shown(text: string, stream: { isTTY?: boolean } = process.stdout): string {
  const isColoured = hasColours(stream)
  let off = ''
  return text.replace(CONTROLS, ' ').replace(MARKS, (mark) => {
    if (!isColoured) return ''
    if (mark === END) return off
    const style = Object.values(STYLES).find((each) => each.mark === mark)
    off = style?.off ?? ''
    return style?.on ?? ''
  })
}

/** A text of strangers without what moves a cursor, turns the direction of writing or is one of our styles. */
export const clean = (text: string): string => text.replace(CONTROLS, ' ').replace(MARKS, '')

const MARKS = /[\ufdd0-\ufddf]/g
/** Lines stay lines. */
const CONTROLS = /(?:(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069])+/gu
