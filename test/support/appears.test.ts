import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, test } from 'vitest'
import { appears } from './appears.ts'
import { scratchName } from './scratch.ts'

function openFolder() {
  const folder = mkdtempSync(scratchName('appears'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('a file that came before anybody watched has appeared', async () => {
  const folder = openFolder()
  writeFileSync(join(folder, 'a'), '')
  await appears(folder, 'a')
})

test('a file that comes later appears', async () => {
  const folder = openFolder()
  const there = appears(folder, 'a')
  writeFileSync(join(folder, 'b'), '')
  renameSync(join(folder, 'b'), join(folder, 'a'))
  await there
})
