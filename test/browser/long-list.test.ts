import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openConsole } from './open-console.ts'

const shown = openConsole()
const { open, signIn } = shown

const ENTRIES = 1_000_000
const ids = (page: Page) =>
  page.locator('.er .what').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-id'))))
const scrollTo = (page: Page, top: string) =>
  page.evaluate(`(() => { const list = document.querySelector('.gl'); list.scrollTop = ${top} })()`)

/** By how many rows the first one that is held stands elsewhere than where it would if all were there. */
const SHIFT = `(() => {
  const [row, list] = [document.querySelector('li.er'), document.querySelector('.gl')]
  const { top, height } = row.getBoundingClientRect()
  const before = Number(row.querySelector('.what').dataset.id) - 1
  return (top + list.scrollTop - list.getBoundingClientRect().top) / height - before
})()`

test('a list of a million is read as far as one scrolls or goes by keyboard, holds little of it, and leads back', async () => {
  const page = await open()
  await answerWithMany(page)
  await signIn(page, 'queue?view=all')
  await page.locator('.er .what').first().waitFor()
  const lastOf = async () => {
    await scrollTo(page, 'list.scrollHeight')
    return (await ids(page)).at(-1)
  }
  await expect.poll(lastOf).toBeGreaterThan(1000)
  const held = await ids(page)
  expect(held.length).toBeLessThanOrEqual(500)
  // Each once, in their order, whatever was forgotten meanwhile.
  expect(held).toEqual(held.map((_, index) => held[0]! + index))
  // What is forgotten takes as much room as if it were there.
  expect(Math.abs(await page.evaluate<number>(SHIFT))).toBeLessThan(5)

  const last = page.locator('.er .what').last()
  const id = Number(await last.getAttribute('data-id'))
  await page.locator(`.what[data-id="${id}"]`).focus()
  await page.keyboard.press('k')
  await page.locator(`.what[data-id="${id + 1}"]`).waitFor()
  // From where one was, whatever happened to the focus meanwhile.
  for (const key of ['j', 'j']) await page.keyboard.press(key)
  expect(await page.evaluate<number>('Number(document.activeElement.dataset.id)')).toBe(id + 1)

  await scrollTo(page, '0')
  await expect.poll(async () => (await ids(page))[0]).toBe(1)
})

/** As if the server had so many, each like the first that it has. */
async function answerWithMany(page: Page): Promise<void> {
  let template: { items: Record<string, unknown>[] } | undefined
  await page.route(/\/api\/v1\/module-queue\?/, async (route) => {
    const { searchParams } = new URL(route.request().url())
    template ??= (await (await route.fetch()).json()) as { items: Record<string, unknown>[] }
    const from = Number(searchParams.get('cursor') ?? 0)
    const items = Array.from({ length: Number(searchParams.get('limit')) }, (_, n) => ({
      ...template!.items[0],
      id: from + n + 1,
      domain: `many-${from + n + 1}.example`,
    }))
    await route.fulfill({ json: { ...template, items, total: ENTRIES, nextCursor: String(from + items.length) } })
  })
}
