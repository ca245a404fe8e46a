import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoBarrier, openConsole } from './open-console.ts'

const { open, signIn } = openConsole()

/** Of the navigation's page to one service, by its name. */
async function toService(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name }).click()
  await page.getByRole('heading', { name }).waitFor()
}

test('a list is started, all of it purged as it was seen, itemised, and put back', async () => {
  const page = await open()
  await signIn(page, 'outbound')
  await toService(page, 'delivery-notices')
  await page.getByRole('button', { name: 'Start…' }).click()
  const dialog = page.getByRole('dialog')
  const calls = Array.from({ length: 4000 }, (_, index) => `4416329600${index % 100},,many ${index}`)
  const buffer = Buffer.from(['to,from,token', ...calls].join('\n'))
  await dialog.getByLabel('Or a file').setInputFiles({ name: 'calls.csv', mimeType: 'text/csv', buffer })
  await dialog.getByLabel('The first line names the columns').check()
  await dialog.getByRole('button', { name: 'Start 4,000' }).click()
  await page.getByText('4,000 starts wait for delivery-notices.').waitFor()

  await page.getByRole('button', { name: 'Purge…' }).click()
  const purge = dialog.getByRole('button', { name: /^Purge [\d,]+$/ })
  const [, taken] = /^Purge ([\d,]+)$/.exec((await purge.textContent())!)!
  expect(Number(taken!.replace(',', ''))).toBeGreaterThan(9000)
  await dialog.getByLabel('Why').fill('They name the wrong day')
  await purge.click()
  await page.getByText('Nothing waits.').waitFor()

  await page.getByRole('link', { name: /^Purges/ }).click()
  await page
    .getByRole('row', { name: /They name the wrong day/ })
    .getByRole('link')
    .click()
  await page.getByRole('heading', { name: `${taken} starts purged` }).waitFor()
  await page.getByText(`100 of ${taken} shown`).waitFor()
  await page.getByRole('searchbox').fill('many 3999')
  await page.getByRole('cell', { name: 'many 3999', exact: true }).waitFor()
  await expectNoBarrier(page)
  await page.getByRole('button', { name: 'Undo the purge' }).click()
  await page.getByText(/^undone/).waitFor()
})

test('another pace is tried by its address, and planned for a time and taken back', async () => {
  const page = await open()
  await signIn(page, 'outbound')
  await toService(page, 'appointment-reminders')
  const rate = page.getByRole('textbox', { name: 'Starts a second' })
  await rate.fill('40')
  await page.getByText(/sooner|later/).waitFor()
  await expect.poll(() => new URL(page.url()).search).toContain('if=rate')
  await page.reload()
  await expect.poll(() => rate.inputValue()).toBe('40')
  await page.getByRole('button', { name: 'At a time…' }).click()
  await page.getByRole('button', { name: 'Plan it' }).click()
  const planned = page.getByRole('list', { name: 'Planned' })
  await planned.getByText('40/s, 5 at once').waitFor()
  await expectNoBarrier(page)
  await planned.getByRole('button', { name: 'Take back' }).click()
  await planned.waitFor({ state: 'detached' })
})

test.each(['waiting', 'running', 'ended', 'purges', 'workers', 'settings'])(
  'the %s of a service fit a phone in the dark',
  async (tab) => {
    const page = await open({ width: 360, theme: 'dark' })
    await signIn(page, `outbound/7?tab=${tab}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('.plot canvas').waitFor()
    await expectNoBarrier(page)
  },
)
