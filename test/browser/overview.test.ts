import { expect, test } from 'vitest'
import { openConsole } from './open-console.ts'

const { open, signIn } = openConsole()

test('a range of time stands in the address, is zoomed into and left again', async () => {
  const page = await open()
  await signIn(page)
  await page.getByRole('button', { name: '24 h' }).click()
  await page.getByRole('heading', { name: 'The last 24 hours' }).waitFor()
  expect(new URL(page.url()).searchParams.get('range')).toBe('24h')
  const plot = page.locator('.plots .u-over').first()
  await plot.scrollIntoViewIfNeeded()
  const { x, y, width } = (await plot.boundingBox())!
  await page.mouse.move(x + width / 4, y + 40)
  await page.mouse.down()
  await page.mouse.move(x + width / 2, y + 40, { steps: 4 })
  await page.mouse.up()
  await page.waitForURL(/from=.*to=/)
  await page.keyboard.press('Escape')
  await page.getByRole('heading', { name: 'The last 24 hours' }).waitFor()
})

test('a cause is gone to and mended by keys alone', async () => {
  const page = await open()
  await signIn(page)
  await page.getByRole('button', { name: /^Choose the package/ }).waitFor()
  const titles = await page.locator('.cause h2').allTextContents()
  await page.keyboard.press(String(1 + titles.findIndex((title) => title.includes('Juno'))))
  await page.keyboard.press('f')
  await page.getByRole('dialog', { name: /Juno/ }).waitFor()
})
