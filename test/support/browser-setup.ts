import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserServer } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { openDoor } from './door.ts'
import { scratchName } from './scratch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A socket that answers with the address of the run's browser and ends. */
    browserDoor: string
  }
}

const SYSTEM_BROWSER = '/usr/bin/chromium'

/** One browser for the whole run, started when the first test asks: most runs of one file need none. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(scratchName('browser'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  let browser: Promise<BrowserServer> | undefined
  const path = join(folder, 'door')
  const door = await openDoor(path, async () => {
    browser ??= start()
    return (await browser).wsEndpoint()
  })
  project.provide('browserDoor', path)

  return async () => {
    door.close()
    await browser?.then((running) => running.close()).catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The machine's own Chromium where there is one, else the one that came with the packages. */
async function start(): Promise<BrowserServer> {
  const [{ chromium }, { default: sparticuz }] = await Promise.all([
    import('playwright-core'),
    import('@sparticuz/chromium'),
  ])
  const executablePath = existsSync(SYSTEM_BROWSER) ? SYSTEM_BROWSER : await sparticuz.executablePath()
  return chromium.launchServer({ executablePath, args: ['--no-sandbox', '--disable-gpu'], headless: true })
}
