import { existsSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { expect, it } from 'vitest'
import { readCases } from './cases.ts'

const root = join(import.meta.dirname, '../../..')
const face = join(root, 'src/wire/whmcs')

/** The last cell of each row of the tables, and the proofs that it names. */
const lines = readFileSync(join(face, 'QUIRKS.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| what '))
  .map((line) => ({
    line,
    proofs: [
      ...line
        .split(' | ')
        .at(-1)!
        .matchAll(/`([^`]+)`/g),
    ].map((match) => match[1]!),
  }))
const proofs = new Set(lines.flatMap((line) => line.proofs))

const cases = Object.entries(readCases(import.meta.dirname)).flatMap(([folder, list]) =>
  list.map(({ name }) => `${folder}/${name}`),
)

it.each([...proofs])('the proof %s exists', (proof) => {
  if (proof.endsWith('.test.ts')) expect([join(face, proof), join(root, proof)].some(existsSync)).toBe(true)
  else expect(cases.filter((name) => matchesGlob(name, proof))).not.toEqual([])
})

it('every line names a proof', () => {
  expect(lines.filter((line) => line.proofs.length === 0).map(({ line }) => line)).toEqual([])
  expect(proofs.size).toBeGreaterThan(50)
})

it('no two cases of a folder have one name', () => {
  expect(cases.filter((name, index) => cases.indexOf(name) !== index)).toEqual([])
})
