import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { violations } from './open-console.ts'

/** Where the pictures are kept; one that is missing is made. `PROVISOR_NEW_PICTURES=1` makes them all anew. */
const KEPT = join(import.meta.dirname, 'pictures')
const isNew = process.env.PROVISOR_NEW_PICTURES === '1'

type Kit = { buildKit(): Promise<Map<string, Buffer>> }
const { buildKit }: Kit = await import(new URL('../../scripts/lib/build-kit.js', import.meta.url).href)

let browser: Browser
let files: Map<string, Buffer>
beforeAll(async () => {
  ;[browser, files] = await Promise.all([openBrowser(), buildKit()])
})

async function open(theme: string, width: number, locale: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale, timezoneId: 'UTC' })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.clock.setFixedTime('2026-11-30T03:07:12Z')
  await page.route('http://kit.test/**', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1) || 'index.html'
    const body = files.get(name)
    return body ? route.fulfill({ body, contentType: typeOf(name) }) : route.fulfill({ status: 404 })
  })
  await page.goto(`http://kit.test/?theme=${theme}`)
  await page.locator('.cause').waitFor()
  await page.evaluate('document.fonts.ready')
  return page
}

const typeOf = (name: string): string =>
  ({ html: 'text/html', js: 'text/javascript', css: 'text/css', woff2: 'font/woff2' })[name.split('.').at(-1)!]!

/** Which share of the cells of eight by eight pixels differ by more than an edge that is smoothed in another way. */
const DIFFERENCE = `async ([before, after]) => {
  const [a, b] = await Promise.all([before, after].map(async (data) => {
    const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + data)).blob())
    const [width, height] = [Math.ceil(image.width / 8), Math.ceil(image.height / 8)]
    const drawing = new OffscreenCanvas(width, height).getContext('2d')
    drawing.imageSmoothingQuality = 'high'
    drawing.drawImage(image, 0, 0, width, height)
    return { size: image.width + 'x' + image.height, cells: drawing.getImageData(0, 0, width, height).data }
  }))
  if (a.size !== b.size) return a.size + ' was ' + b.size
  let others = 0
  for (let at = 0; at < a.cells.length; at++) if (Math.abs(a.cells[at] - b.cells[at]) > 24) others++
  return others / a.cells.length
}`

test.each([
  ['light', 1440, 'en-GB'],
  ['dark', 1440, 'de-DE'],
  ['dark', 390, 'en-GB'],
] as const)('each part looks as it did, %s at %i in %s', async (theme, width, locale) => {
  const page = await open(theme, width, locale)
  expect(await violations(page)).toEqual([])
  const picture = await page.screenshot({ fullPage: true })
  const file = join(KEPT, `kit-${width}-${theme}.png`)
  if (isNew || !existsSync(file)) {
    mkdirSync(KEPT, { recursive: true })
    writeFileSync(file, picture)
  }
  const asked = [readFileSync(file), picture].map((one) => one.toString('base64'))
  const difference = await page.evaluate<number | string>(`(${DIFFERENCE})(${JSON.stringify(asked)})`)
  if (typeof difference === 'string' || difference > 0.002)
    writeFileSync(join('.cache', `kit-${width}-${theme}.png`), picture)
  expect(difference, `the picture of now is .cache/kit-${width}-${theme}.png`).toBeLessThan(0.002)
})
