import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { mayImport } from './rules.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const PAGES = ['README.md', 'CONTRIBUTING.md', ...globSync(['docs/*.md', 'src/**/README.md'], { cwd: ROOT })]
const MAP = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8')

/** Paths from the root, wherever they stand: in prose, tables, links and listings. Other people's addresses go on before them. */
const FROM_ROOT = /(?<![\w/.@:-])(?:src|test|docs|scripts|bench|client|examples|bin)\/[\w./<>*-]*/g
/** Links to other pages of ours, as they are from the page that has them. */
const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)/g
/** The same and within the page, to a heading. */
const TO_HEADING = /\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g
/** Files that a room's own page names, from where it stands. */
const FROM_HERE = /`([\w-][\w./<>-]*(?:\.ts|\/))`/g

test.each(PAGES)('every path that %s names is there', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8')
  const links = [...text.matchAll(LINK)].map(([, path]) => join(dirname(page), path!))
  expect(missing([...links, ...[...text.matchAll(FROM_ROOT)].map(([path]) => path)])).toEqual([])
  if (!page.startsWith('src/')) return
  const own = [...text.matchAll(FROM_HERE)].map(([, path]) => path!).filter((path) => !path.match(FROM_ROOT))
  const isThere = (path: string) => missing([join(dirname(page), path)]).length === 0 || missing([path]).length === 0
  expect(own.filter((path) => !isThere(path))).toEqual([])
})

test.each(PAGES)('every heading that %s leads to is there', (page) => {
  const links = [...readFileSync(join(ROOT, page), 'utf8').matchAll(TO_HEADING)]
  const dead = links.filter(([, path, heading]) => !headingsOf(path ? join(dirname(page), path) : page).has(heading!))
  expect(dead.map(([link]) => link)).toEqual([])
})

test('the map shows every room, and no other', () => {
  const map = MAP.match(/```text\nsrc\/\n(.*?)```/s)![1]!
  const shown = [...map.matchAll(/^ {2}([\w.-]+)\/? /gm)].map(([, name]) => name)
  expect(shown.toSorted()).toEqual(
    readdirSync(join(ROOT, 'src'))
      .filter((name) => !name.includes('.test.'))
      .toSorted(),
  )
})

test('the arrows between the rooms are those of the rules', () => {
  const lines = [...MAP.matchAll(/^([a-z-]+) +-> ([a-z -]+)$/gm)].map(
    ([, from, to]) => [from!, to!.split(/ +/)] as const,
  )
  expect(lines.map(([from]) => from)).toEqual(expect.arrayContaining(['access', 'services', 'projects', 'files']))
  // The map shows what is there; the rules know what is to come.
  const there = (rooms: readonly string[]) => rooms.filter((room) => existsSync(join(ROOT, 'src', room))).toSorted()
  for (const [from, to] of lines) expect([from, ...to.toSorted()]).toEqual([from, ...there(mayImport[from] ?? [])])
})

test('a path that is not there would be found', () => {
  expect(missing('see src/base/no-such-file.ts, or `src/nowhere/`.'.match(FROM_ROOT) ?? [])).toEqual([
    'src/base/no-such-file.ts',
    'src/nowhere/',
  ])
})

/** Of a pattern such as `src/wire/<face>/wire.ts` the folder before the gap has to be there. */
function missing(paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const plain = path.replace(/[.,]+$/, '')
    const certain =
      plain.search(/[<*]/) < 0 ? plain : plain.slice(0, plain.slice(0, plain.search(/[<*]/)).lastIndexOf('/'))
    return !existsSync(join(ROOT, certain))
  })
}

/** As the usual renderers name them: small letters, hyphens for spaces, no other signs. */
function headingsOf(page: string): Set<string> {
  const text = readFileSync(join(ROOT, page), 'utf8').replace(/^```.*?^```/gms, '')
  const named = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
  return new Set([...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => named(heading!)))
}
