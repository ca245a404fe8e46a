import { expect, test } from 'vitest'
import { backupName } from './names.ts'
import { outdated } from './outdated.ts'

const NOW = new Date('2026-11-30T12:00:00Z')
const ofAge = (days: number) => {
  const takenAt = new Date(NOW.getTime() - days * 86_400_000)
  return { name: backupName(takenAt), takenAt, bytes: 1 }
}

test('what is older than it is kept goes, but never the newest three', () => {
  const ages = (backups: { takenAt: Date }[]) =>
    backups.map(({ takenAt }) => (NOW.getTime() - takenAt.getTime()) / 86_400_000)
  expect(ages(outdated([1, 2, 29, 30, 31, 400].map(ofAge), 30, NOW))).toEqual([31, 400])
  expect(ages(outdated([100, 101, 102, 103].map(ofAge), 30, NOW))).toEqual([103])
  expect(outdated([], 30, NOW)).toEqual([])
})
