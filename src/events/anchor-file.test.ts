import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { NOW, openAccess } from '../../test/support/access.ts'
import { scratchName } from '../../test/support/scratch.ts'
import { makeAnchorFile } from './anchor-file.ts'

async function setup(path: string, everyMs = 50) {
  const { access } = await openAccess()
  const onFault = vi.fn()
  const file = makeAnchorFile({ sealer: access.sealer, path, everyMs, now: () => NOW, onFault })
  onTestFinished(() => file.stop())
  return { access, file, onFault }
}

test('anchors are written at the start and again, and each of them verifies', async () => {
  const folder = mkdtempSync(scratchName('anchors'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'anchors')
  const { access, file } = await setup(path)
  await file.start()
  const lines = () => readFileSync(path, 'utf8').trim().split('\n')
  await expect.poll(() => lines().length).toBeGreaterThan(1)
  const anchors = lines().map((line) => {
    const [at, anchor] = line.split(' ')
    expect(at).toBe(new Date(NOW).toISOString())
    return anchor!
  })
  expect(await access.sealer.verify(anchors)).toMatchObject({ intact: true })
})

test('a file that cannot be written is told of, and tried again', async () => {
  const { file, onFault } = await setup(join(scratchName('nowhere'), 'anchors'))
  await file.start()
  await expect.poll(() => onFault.mock.calls.length).toBeGreaterThan(1)
})
