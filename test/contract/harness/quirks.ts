import { existsSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')

/** Every line of a face's QUIRKS.md names a proof, and every proof is there: a case by folder and name, or a test file. */
export function checkQuirks(face: string, casesByFolder: Record<string, { name: string }[]>, least: number): void {
  const folder = join(root, face)
  /** The last cell of each row of the tables, and the proofs that it names. */
  const lines = readFileSync(join(folder, 'QUIRKS.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| what '))
    .map((line) => ({ line, proofs: proofsOf(line.split(' | ').at(-1)!) }))
  const proofs = new Set(lines.flatMap((line) => line.proofs))
  const cases = Object.entries(casesByFolder).flatMap(([name, list]) => list.map((each) => `${name}/${each.name}`))

  test.each([...proofs])('the proof %s exists', (proof) => {
    if (proof.endsWith('.test.ts')) expect([join(folder, proof), join(root, proof)].some(existsSync)).toBe(true)
    else expect(cases.filter((name) => matchesGlob(name, proof))).not.toEqual([])
  })

  test('every line names a proof', () => {
    expect(lines.filter((line) => line.proofs.length === 0).map(({ line }) => line)).toEqual([])
    expect(proofs.size).toBeGreaterThan(least)
  })

  test('no two cases of a folder have one name', () => {
    expect(cases.filter((name, index) => cases.indexOf(name) !== index)).toEqual([])
  })
}

const proofsOf = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!)
