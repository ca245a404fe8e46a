import { expect, test } from 'vitest'
import { expectNoBarrier, openConsole } from './open-console.ts'

const shown = openConsole()
const { open, signIn } = shown

test('the activity log is filtered, opened field by field, and verified to its end', async () => {
  const page = await open()
  await signIn(page, 'settings/activity?q=subject:outbound_service')
  const field = page.getByRole('textbox', { name: /^Filter/ })
  expect(await field.inputValue()).toBe('subject:outbound_service')
  await page.keyboard.press('/')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('description:night subject:outbound_service')
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=description/)
  await page.getByRole('row').filter({ hasText: 'night-batch' }).getByRole('button').click()
  await page.getByRole('row', { name: 'runner — demonstration', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Verify the chain' }).click()
  await page.getByText(/^Verified to #[\d,]+, \d\d:\d\d: each line is as it was written\.$/).waitFor()
})

const PAGES = ['activity', 'about']

test('no page of the settings has a barrier, at a desk in the light and on a phone in the dark', async () => {
  for (const look of [
    { width: 1440, theme: 'light' },
    { width: 360, theme: 'dark' },
  ] as const) {
    const page = await open(look)
    await signIn(page, 'settings/about')
    for (const path of PAGES) {
      await page.goto(`${shown.server.url}/console/settings/${path}`)
      await page.locator('h1').waitFor()
      await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })
      await expectNoBarrier(page)
    }
  }
})
