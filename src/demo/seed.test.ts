import { mkdtempSync, rmSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { scratchName } from '../../test/support/scratch.ts'
import { SYSTEM } from '../access/actor.ts'
import { makeLog } from '../base/log.ts'
import { parseConfig } from '../config.ts'
import { openProvisor } from '../open.ts'
import { addStory, seedDemo } from './seed.ts'

/** Filled, and nothing of it at work. */
async function openDemo() {
  const dataDir = mkdtempSync(scratchName('demo'))
  const provisor = await openProvisor(parseConfig({ dataDir, demo: true }, {}), makeLog({ level: 'silent' }))
  onTestFinished(async () => {
    await provisor.close()
    rmSync(dataDir, { recursive: true })
  })
  await seedDemo(provisor)
  return provisor
}

test('the story has an incident with four causes, colleagues and a week of work, and leaves the documents alone', async () => {
  const provisor = await openDemo()
  const { domain } = provisor
  const documented = async () => [
    await domain.moduleQueue.list(SYSTEM, { serviceType: 'service', module: 'cpanel' }),
    await domain.services.list(SYSTEM, { clientId: 1 }, { offset: 0, limit: 10 }),
    await domain.orders.list(SYSTEM, { clientId: 1 }, { offset: 0, limit: 10 }),
  ]
  const before = await documented()
  await addStory(provisor)
  expect(await documented()).toEqual(before)

  const { items, counts } = await domain.attention.list(SYSTEM)
  const told = items
    .filter(({ count, class: failureClass }) => count > 3 || failureClass === 'unknown')
    .map(({ title, fix, class: failureClass }) => [title, failureClass, fix.label])
  expect(told).toEqual([
    ['Plan “business” does not exist on Juno', 'configuration', 'Choose the package…'],
    ['Ceres answers 503', 'transient', 'Put Ceres into maintenance'],
    ['Themis refuses our sign-in', 'authentication', 'Enter a new key…'],
    ['What Vesta did is not known', 'unknown', 'Look again'],
  ])
  expect(counts.held! + counts.retrying!).toBeGreaterThan(30)
  expect(counts.retrying).toBeGreaterThan(3)

  const lanes = await domain.lanes.list(SYSTEM)
  expect(lanes.map(({ serverName }) => serverName)).toEqual(['Saturn', 'Pluto', 'Ceres', 'Vesta', 'Juno', 'Themis'])
  expect(lanes.find(({ serverName }) => serverName === 'Vesta')!.waiting).toBeGreaterThan(10)

  expect((await domain.access.staff.list(SYSTEM)).map(({ username }) => username)).toEqual(['admin', 'jana', 'priya'])
  const from = provisor.clock.now() - 8 * 86_400_000
  const { rows } = await domain.timeLogs.list(SYSTEM, { startedFrom: from }, { offset: 0, limit: 500 })
  expect(new Set(rows.map(({ staffId }) => staffId)).size).toBe(3)
  expect(new Set(rows.map(({ startedAt }) => provisor.wallClock.date(startedAt))).size).toBeGreaterThanOrEqual(7)
})

test('whoever mends a cause of the story sees it go on', async () => {
  const provisor = await openDemo()
  await addStory(provisor)
  const { domain, background } = provisor
  const juno = { module: 'demopanel', cause: 'unknown plan business' }
  await domain.catalog.products.update(SYSTEM, 2, { moduleSettings: { 1: 'business-2' } })
  await domain.catalog.servers.update(SYSTEM, 5, { settings: { failures: '0' } } as never)
  await background.provisioning.start()
  await domain.moduleQueue.retryAll(SYSTEM, juno)
  await expect.poll(() => domain.moduleQueue.list(SYSTEM, juno), { timeout: 60_000 }).toEqual([])
})
