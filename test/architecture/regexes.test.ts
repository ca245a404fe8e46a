import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { staleExceptions } from '../../scripts/regexes/faults.ts'
import { findRegexes } from '../../scripts/regexes/find.ts'
import { scratchName } from '../support/scratch.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What the check says about a file with this text in it. */
function check(text: string) {
  const folder = mkdtempSync(scratchName('regexes'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'planted.ts')
  writeFileSync(file, text)
  const { status, stderr } = spawnSync(process.execPath, ['scripts/regexes/run.ts', file], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, said: stderr.replaceAll(file, 'planted.ts') }
}

test('a literal that takes the square of the length is found, and so is one that is made of a text', () => {
  const { status, said } = check(
    'export const a = (t: string) => t.replace(/ +$/, "")\nexport const b = new RegExp(String(a))\n',
  )
  expect(status).toBe(1)
  expect(said).toContain('planted.ts:1: / +$/ is not linear: 2nd degree polynomial')
  expect(said).toContain('planted.ts:2: RegExp makes a regular expression that nobody can check')
})

test('linear ones pass', () => {
  expect(check('export const a: RegExp = /^[a-z]+=(.*)$/\n')).toEqual({ status: 0, said: '' })
})

test('the check is part of what CI runs, and of what is run before a commit', () => {
  expect(readFileSync(join(root, '.ci/run'), 'utf8')).toMatch(/^for check in [a-z ]*\bregexes\b.*; do$/m)
  expect(readFileSync(join(root, 'scripts/check.js'), 'utf8')).toContain("runProgram('scripts/regexes/run.ts')")
})

test.each([
  ['// /a+$/ new RegExp(x)', []],
  ['const a = "/a+$/"', []],
  ['const a: RegExp | undefined = undefined', []],
  ['const a = 6 / 2 / 3', []],
  ['a.replace(/x/g, b) / 2 / c', ['/x/']],
  ['RegExp(a)', ['RegExp']],
  ['new globalThis.RegExp(a)', ['RegExp']],
  ['const Made = RegExp; new Made(a)', ['RegExp']],
  ['a.match("b+$")', ['.match(']],
  ['a.search(`b`)', ['.search(']],
  ['a.search(b)', []],
  ['a.split("b")', []],
])('in %j it finds %j', (text, expected) => {
  const found = findRegexes('a.ts', text).map((one) => ('made' in one ? one.made : `/${one.literal.pattern}/`))
  expect(found).toEqual(expected)
})

test('an exception that nothing needs is a fault', () => {
  const found = [...findRegexes('a.ts', 'RegExp(a)'), ...findRegexes('b.ts', '/b+$/.test(a)')]
  const exceptions = { literals: { 'b.ts': { '/b+$/': '', '/c+$/': '' } }, makers: { 'a.ts': '', 'b.ts': '' } }
  expect(staleExceptions(found, exceptions)).toEqual([
    expect.stringContaining('nothing in the tree is b.ts'),
    expect.stringContaining('nothing in the tree is b.ts /c+$/'),
  ])
})
