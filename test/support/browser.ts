import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const SYSTEM_BROWSER = '/usr/bin/chromium'

/** The machine's own Chromium where there is one, else the one that came with the packages. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = existsSync(SYSTEM_BROWSER) ? SYSTEM_BROWSER : await sparticuz.executablePath()
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], headless: true })
}
