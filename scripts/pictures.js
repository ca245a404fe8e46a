// Makes the pictures of docs/ and README from the demonstration: node scripts/pictures.js. It needs what the tests need.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import sparticuz from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import { inRoot } from './lib/files.js'

const PAGES = [
  ['overview', '', '.cause'],
  ['module-queue', 'queue?view=all&open=5', '.path'],
  ['lanes', 'lanes', '.list td'],
  ['outbound', 'outbound/1', '.facts dd'],
]
const target = inRoot('docs/pictures')
const data = mkdtempSync(join(tmpdir(), 'provisor-pictures-'))
const server = spawn(
  process.execPath,
  [inRoot('bin/provisor.js'), 'serve', '--demo', '--port', '0', '--data-dir', data],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
const gone = once(server, 'exit')

/** What it prints: `…: http://127.0.0.1:8080/console/sign-in#link=…` */
async function linkPrinted() {
  for await (const line of createInterface(server.stdout)) {
    const link = line.split(' ').find((word) => word.includes('/console/sign-in#link='))
    if (link) return link
  }
  throw new Error('The server ended without a link')
}

const link = await linkPrinted()
const browser = await chromium.launch({ executablePath: await sparticuz.executablePath(), args: ['--no-sandbox'] })
try {
  mkdirSync(target, { recursive: true })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('navigation').first().waitFor()
  for (const [name, path, there] of PAGES) {
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme })
      await page.goto(new URL(`/console/${path}`, link).href)
      await page.locator(there).first().waitFor()
      // What is drawn after the first paint.
      await page.waitForTimeout(1500)
      await page.screenshot({ path: join(target, `${name}-${theme}.png`) })
    }
  }
} finally {
  await browser.close()
  server.kill('SIGTERM')
  await gone
  rmSync(data, { recursive: true, force: true })
}
console.log(`${PAGES.length * 2} pictures in docs/pictures`)
