import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, expectTypeOf, test } from 'vitest'
import type { NewEvent } from '../../src/events/event.ts'
import { EVENT_KINDS } from '../../src/events/kinds/all.ts'
import { RENAMED, RENAMED_BY_SUBJECT } from '../../src/storage/migrations/0012_event_kinds_map.ts'
import { sources } from './sources.ts'

const kinds = Object.keys(EVENT_KINDS)
const nouns = [...new Set(kinds.map((kind) => kind.split('.')[0]!))]
const verbs = [...new Set(kinds.map((kind) => kind.split('.')[1]!))]
/** All but the registry and the migration, which has a list of its own. */
const code = [...sources()].filter(([file]) => !/^src\/(events\/kinds|storage\/migrations)\//.test(file))

test('a kind is noun.verb_in_past', () => {
  expect(kinds.filter((kind) => !/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/.test(kind))).toEqual([])
  expectTypeOf<'service.exploded'>().not.toExtend<NewEvent['kind']>()
  expectTypeOf<`service.${string}`>().not.toExtend<NewEvent['kind']>()
})

test('what comes, changes and goes is created, updated and deleted', () => {
  const others = /(^|_)(added|opened|made|placed|ordered|changed|edited|modified|set|removed|dropped)$/
  expect(verbs.filter((verb) => others.test(verb))).toEqual([])
})

test('every kind says what it means, in a sentence', () => {
  expect(Object.values(EVENT_KINDS).filter((meaning) => !/^[A-Z].{10,}\.$/.test(meaning))).toEqual([])
})

test('every kind is recorded, under the name that one finds by searching for it', () => {
  const recorded = new Set(
    code.flatMap(([, text]) => [...text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, name]) => name)),
  )
  // The migration that made the names writes it, in SQL.
  expect(kinds.filter((kind) => !recorded.has(kind))).toEqual(['chain.resealed'])
})

test('no kind is put together from pieces', () => {
  const pieces = new RegExp(`\`((${nouns.join('|')})\\.\\$\\{.*?|\\$\\{[^}]*\\}\\.(${verbs.join('|')}))\``, 'g')
  const made = code.flatMap(([file, text]) => [...text.matchAll(pieces)].map(([found]) => `${file}: ${found}`))
  expect(made).toEqual([])
})

test('no kind goes by its old name', () => {
  const old = [...Object.keys(RENAMED), ...Object.keys(RENAMED_BY_SUBJECT)]
  const names = new RegExp(`(?<![\\w.-])(${old.join('|').replaceAll('.', '\\.')})(?![\\w.-])`, 'g')
  const texts = [...code, ...documents()]
  expect(texts.flatMap(([file, text]) => [...text.matchAll(names)].map(([found]) => `${file}: ${found}`))).toEqual([])
})

function documents(): (readonly [string, string])[] {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const files = readdirSync(`${root}docs`).flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : []))
  return [...files, 'README.md'].map((file) => [file, readFileSync(`${root}${file}`, 'utf8')])
}
