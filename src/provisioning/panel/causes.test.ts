import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backendsOf } from '../backends.ts'
import { FIX_OF_CLASS, FIXES } from '../queue/fixes.ts'
import { declaredCause, FIX_NAMES, GENERAL_CAUSES } from './causes.ts'
import { FAILURE_CLASSES } from './outcome.ts'

const backends = backendsOf({ commandFolder: '/nowhere' })
const declared = [...GENERAL_CAUSES, ...backends.flatMap(({ causes = [] }) => causes)]

test('every class and every declared cause has a fix in the table', () => {
  expect(Object.keys(FIX_OF_CLASS).toSorted()).toEqual([...FAILURE_CLASSES].toSorted())
  expect(Object.keys(FIXES).toSorted()).toEqual([...FIX_NAMES].toSorted())
  for (const { fix } of [...declared, ...Object.values(FIX_OF_CLASS)]) expect(FIXES).toHaveProperty([fix])
})

test('every cause that our modules name is declared', () => {
  const known = declared.map(({ cause }) => cause)
  const isDeclared = (cause: string) =>
    known.some((one) => cause === one || cause.startsWith(`${one} `) || one.startsWith(`${cause} `))
  const folder = join(import.meta.dirname, '..')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const named = files
    .filter((file) => file.endsWith('.ts') && !file.includes('.test.') && !file.endsWith('causes.ts'))
    .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/\bcause: ['`]([^'`$/]+)/g)])
    .map(([, cause = '']) => cause.trimEnd())
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((cause) => !isDeclared(cause))).toEqual([])
})

test('a module declares each cause once', () => {
  for (const { causes = [] } of backends) {
    const keys = causes.map((one) => `${one.class} ${one.cause}`)
    expect(keys).toEqual([...new Set(keys)])
  }
})

test('the cause that says most is the one, whatever follows it', () => {
  const causes = backends.find(({ name }) => name === 'cpanel')!.causes!
  expect(declaredCause(causes, 'configuration', 'unknown package gold')).toMatchObject({ fix: 'choose-package' })
  expect(declaredCause(causes, 'configuration', 'missing permissions')).toMatchObject({ cause: 'missing permissions' })
  expect(declaredCause(causes, 'configuration', 'no server for cpanel')).toMatchObject({ fix: 'assign-server' })
  expect(declaredCause(causes, 'transient', 'unknown package gold')).toBeUndefined()
  expect(declaredCause(causes, 'permanent', 'nothing of the kind')).toBeUndefined()
})
