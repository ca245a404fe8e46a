import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoBarrier, openConsole } from './open-console.ts'

const { open, signIn } = openConsole()

const row = (page: Page, name: string) => page.locator('tr', { hasText: name })

/** By the row's own link, as `j` and `k` would. */
const focusRow = (page: Page, name: string) => row(page, name).getByRole('link').focus()

test('a lane rests by one key and goes on by undo; why one is paused, somebody else sees within a second', async () => {
  const [page, other] = [await open(), await open()]
  await Promise.all([signIn(page, 'lanes'), signIn(other, 'lanes')])
  await focusRow(page, 'Vesta')
  await page.keyboard.press('m')
  await row(page, 'Vesta').getByText('Maintenance').waitFor()
  await page.keyboard.press('z')
  await row(page, 'Vesta').getByText('Running').waitFor()

  await focusRow(page, 'Vesta')
  await page.keyboard.press('p')
  await page.getByRole('dialog').getByLabel('Why').fill('tape change')
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click()
  await row(other, 'Vesta').getByText('tape change').waitFor()
})

test('the pane has the limits of a lane, tried before they are set and undone', async () => {
  const page = await open()
  await signIn(page, 'lanes')
  await focusRow(page, 'Ceres')
  await page.keyboard.press('Enter')
  const pane = page.locator('.pane')
  await pane.getByRole('button', { name: 'Probe now' }).waitFor()
  await pane.getByRole('img', { name: /^Open in \d+ of 60 minutes/ }).waitFor()
  await pane.getByRole('button', { name: 'Change…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Starts a second').fill('0.001')
  await dialog.getByText('The rate holds it back.').waitFor()
  await dialog.getByRole('button', { name: 'Set' }).click()
  await pane.getByText('0.001/s').waitFor()
  await page.keyboard.press('z')
  await pane.getByText('no limit').waitFor()
  await page.keyboard.press('Escape')
  await pane.waitFor({ state: 'detached' })
})

test('the pane keeps the range of its list', async () => {
  const page = await open()
  await signIn(page, 'lanes?range=1h')
  await page.getByRole('button', { name: '1 h', pressed: true }).waitFor()
  await row(page, 'Juno').getByRole('link').click()
  await page.locator('.pane .brk').waitFor()
  expect(new URL(page.url()).searchParams.get('range')).toBe('1h')
  await expectNoBarrier(page)
})
