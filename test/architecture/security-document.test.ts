import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const page = read('docs/security.md')

type Row = { id: string; verdict: string; shown: string }
const rows: Row[] = page.split('\n').flatMap((line) => {
  const [, id, , verdict, shown] = /^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| (.+) \|$/.exec(line) ?? []
  return id === undefined ? [] : [{ id, verdict: verdict!, shown: shown! }]
})

test('every requirement stands once, with a verdict and a reason', () => {
  expect(rows.length).toBeGreaterThan(60)
  const ids = rows.map(({ id }) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  expect(rows.filter(({ verdict }) => !['met', 'not', 'n/a'].includes(verdict))).toEqual([])
  const written = page.split('\n').filter((line) => /^\| \d/.test(line))
  expect(written).toHaveLength(rows.length)
})

test('what is met names a test that is there, or a section', () => {
  const missing = rows.filter(({ verdict, shown }) => verdict === 'met' && !isThere(shown))
  expect(missing).toEqual([])
})

function isThere(shown: string): boolean {
  const [, path, name] = /^`([\w/.-]+\.test\.ts)`: (.+)$/.exec(shown) ?? []
  if (path && name) return existsSync(new URL(`../../${path}`, import.meta.url)) && read(path).includes(`'${name}'`)
  const [, heading, document] = /^\[([^\]]+)\]\(([\w.]*)(?:#[\w-]+)?\)$/.exec(shown) ?? []
  if (heading === undefined || document === undefined) return false
  return (document === '' ? page : read(`docs/${document}`)).includes(`## ${heading}\n`)
}
