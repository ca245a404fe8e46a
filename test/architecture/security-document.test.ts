import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { sources } from './sources.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')
const PAGE = read('docs/security.md')

/** How many requirements each section of the standard has at the levels that the page is about. */
const SECTIONS: Readonly<Record<string, readonly [string, number][]>> = {
  V1: [
    ['1.1', 2],
    ['1.2', 9],
    ['1.3', 11],
    ['1.4', 3],
    ['1.5', 2],
  ],
  V2: [
    ['2.1', 3],
    ['2.2', 3],
    ['2.3', 4],
    ['2.4', 1],
  ],
  V3: [
    ['3.2', 2],
    ['3.3', 4],
    ['3.4', 6],
    ['3.5', 5],
    ['3.7', 2],
  ],
  V4: [
    ['4.1', 3],
    ['4.2', 1],
    ['4.3', 2],
    ['4.4', 4],
  ],
  V5: [
    ['5.1', 1],
    ['5.2', 3],
    ['5.3', 2],
    ['5.4', 3],
  ],
  V6: [
    ['6.1', 3],
    ['6.2', 12],
    ['6.3', 8],
    ['6.4', 6],
    ['6.5', 8],
    ['6.6', 4],
    ['6.7', 2],
    ['6.8', 4],
  ],
  V7: [
    ['7.1', 3],
    ['7.2', 4],
    ['7.3', 2],
    ['7.4', 5],
    ['7.5', 3],
    ['7.6', 2],
  ],
  V8: [
    ['8.1', 4],
    ['8.2', 4],
    ['8.3', 3],
    ['8.4', 2],
  ],
  // Of a client.
  V10: [
    ['10.1', 2],
    ['10.2', 3],
    ['10.5', 5],
  ],
  V11: [
    ['11.1', 4],
    ['11.2', 5],
    ['11.3', 5],
    ['11.4', 4],
    ['11.5', 2],
    ['11.6', 2],
    ['11.7', 2],
  ],
  V12: [
    ['12.1', 3],
    ['12.2', 2],
    ['12.3', 4],
  ],
  V13: [
    ['13.1', 4],
    ['13.2', 6],
    ['13.3', 4],
    ['13.4', 7],
  ],
  V14: [
    ['14.1', 2],
    ['14.2', 4],
    ['14.3', 3],
  ],
  V15: [
    ['15.1', 3],
    ['15.2', 3],
    ['15.3', 7],
  ],
  V16: [
    ['16.1', 1],
    ['16.2', 5],
    ['16.3', 4],
    ['16.4', 3],
    ['16.5', 4],
  ],
}

const chapters = new Map(
  PAGE.split(/^### /m)
    .slice(1)
    .map((text) => [text.split(' ', 1)[0]!, text.match(/^\| v5\.0\.0-.*$/gm) ?? []]),
)

test('the page has the chapters that are listed here, in order', () => {
  expect([...chapters.keys()]).toEqual(Object.keys(SECTIONS))
})

test.each(Object.entries(SECTIONS))('%s has a row for each requirement, once and in order', (chapter, sections) => {
  const ids = sections.flatMap(([section, count]) => Array.from({ length: count }, (_, n) => `${section}.${n + 1}`))
  expect(chapters.get(chapter)!.map((row) => cellsOf(row)[0])).toEqual(ids.map((id) => `v5.0.0-${id}`))
})

test.each([...chapters])('in %s every row has a verdict, and what is met names what shows it', (_, rows) => {
  expect(rows.flatMap(faultsOf)).toEqual([])
})

test('a row that shows nothing would be found', () => {
  const row = (verdict: string, shown: string) => `| v5.0.0-1.1.1 | words | ${verdict} | ${shown} |`
  const HERE = '`test/architecture/security-document.test.ts`'
  const faults = [
    row('partly', 'why'),
    row('not', ''),
    row('met', 'it is so'),
    row('met', `${HERE} "no such title"`),
    row('met', '`test/none.test.ts` "a row that shows nothing would be found"'),
    row('met', '[here](#nowhere)'),
    row('met', '[there](nowhere.md#rights)'),
  ].map((one) => faultsOf(one).length)
  expect(faults).toEqual([1, 1, 1, 1, 1, 1, 1])
  expect(faultsOf(row('met', `${HERE} "a row that shows nothing would be found"; [here](#rights)`))).toEqual([])
})

test('every file that uses cryptography is in the inventory, with its algorithms', () => {
  const listed = [...PAGE.matchAll(/^\| `(src\/[\w/.-]+)` \| ([^|]+) \|/gm)].map(([, file, used]) => [file, used])
  const used = [...sources()]
    .filter(([, text]) => /'node:crypto'|'@node-rs\/argon2'/.test(text))
    .map(([file, text]) => [file, algorithmsOf(text).join(', ')])
  expect(listed.toSorted()).toEqual(used.toSorted())
})

function algorithmsOf(text: string): string[] {
  const named = [...text.matchAll(/'(aes-[a-z\d-]+|sha-?\d+|md5|ed25519)'|\b(hkdf|argon2)/g)].map(
    ([, quoted, word]) => quoted ?? word!,
  )
  const random = /\brandom(?:Bytes|Int|UUID)\b/.test(text) ? ['random'] : []
  const hmac = text.includes('createHmac') ? ['hmac'] : []
  const x509 = text.includes('X509Certificate') ? ['x509'] : []
  return [...new Set([...named, ...random, ...hmac, ...x509])].toSorted()
}

function cellsOf(row: string): string[] {
  return row.slice(2, -2).split(' | ')
}

function faultsOf(row: string): string[] {
  const [id, , verdict = '', shown = ''] = cellsOf(row)
  const fault = (words: string) => [`${id}: ${words}`]
  if (!['met', 'not', 'n/a'].includes(verdict)) return fault(`no verdict: ${verdict}`)
  if (verdict !== 'met') return shown.trim() === '' ? fault('says no reason') : []
  const tests = [...shown.matchAll(/`((?:src|test)\/[^`]+)` "([^"]+)"/g)]
  const headings = [...shown.matchAll(/\]\(([\w.-]*)#([\w-]+)\)/g)]
  if (tests.length + headings.length === 0) return fault('names neither a test nor a document')
  return [
    ...tests.filter(([, file, title]) => !hasTest(file!, title!)).flatMap(([named]) => fault(`no such test: ${named}`)),
    ...headings
      .filter(([, page, heading]) => !hasHeading(page || 'security.md', heading!))
      .flatMap(([named]) => fault(`no such heading: ${named}`)),
  ]
}

/** By its title as the source has it: the one of a test, or of a case of the contracts. */
function hasTest(file: string, title: string): boolean {
  if (!existsSync(`${root}${file}`)) return false
  const text = read(file)
  if (file.endsWith('.json')) return text.includes(`"about": ${JSON.stringify(title)}`)
  return /\.test\.ts$/.test(file) && ["'", '"', '`'].some((mark) => titles(text).includes(`${mark}${title}${mark}`))
}

/** What stands first in a call: of `test`, or of what `test.each` gives. */
const titles = (text: string) => [...text.matchAll(/\(\s*('[^'\n]*'|"[^"\n]*"|`[^`\n]*`)/g)].map(([, title]) => title!)

function hasHeading(page: string, heading: string): boolean {
  if (!existsSync(`${root}docs/${page}`)) return false
  return [...read(`docs/${page}`).matchAll(/^#+ (.*)$/gm)].some(
    ([, words]) =>
      words!
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-') === heading,
  )
}
