import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { program } from '../support/command.ts'
import type { Engine } from '../support/databases.ts'
import { sqlite } from '../support/databases-sqlite.ts'
import { startDemonstration } from '../support/demonstration.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export type Look = { width?: number; theme?: 'light' | 'dark'; language?: string }
type Person = { username: string; password: string }
type Server = Awaited<ReturnType<typeof startDemonstration>>

/** On which database the servers of the tests are: another one is told before they are read (on-postgres.long.test.ts). */
export const pagesOn: { engine: Engine } = { engine: sqlite }

/** A server of the demonstration for all tests of this file, and what they do with it in the run's browser. */
export function openConsole(settings: Record<string, string> = {}) {
  const { engine } = pagesOn
  let browser: Browser
  let server: Server

  beforeAll(async () => {
    // The console is made with it.
    await program()
    ;[browser, server] = await Promise.all([openBrowser(), startDemonstration(settings, engine)])
  })
  afterAll(() => server.stop())

  const known = new Map<string, ReturnType<typeof sessionOf>>()
  /** Of each person one for all tests of this file. */
  const sessionFor = (person: Person) => {
    const session = known.get(person.username) ?? sessionOf(server.url, person)
    known.set(person.username, session)
    return session
  }

  return {
    get server(): Server {
      return server
    },

    /** A browser of somebody's own. What it asked for elsewhere, and what its policy forbade, fails the test. */
    async open({ width = 1440, theme = 'light', language = 'en-GB' }: Look = {}): Promise<Page> {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: theme,
        locale: language,
        // What moves is drawn anew for as long as it does.
        reducedMotion: 'reduce',
      })
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      onTestFinished(() => context.close())
      const page = await context.newPage()
      const amiss: string[] = []
      page.on('request', (request) => {
        const asked = request.url().replace('//localhost:', '//127.0.0.1:')
        if (!asked.startsWith(server.url) && !request.url().startsWith('data:')) amiss.push(request.url())
      })
      page.on('console', (message) => {
        if (/Content.Security.Policy/i.test(message.text())) amiss.push(message.text())
      })
      page.on('pageerror', (failure) => amiss.push(failure.message))
      onTestFinished(() => expect(amiss).toEqual([]))
      return page
    },

    /** `path` below `/console/`, as the demonstration's administrator unless somebody else is named, who need not say so. */
    async signIn(page: Page, path = '', person: Person = server.demo.admin): Promise<void> {
      await page.context().addCookies([await sessionFor(person)])
      await page.goto(`${server.url}/console/${path}`)
      await page.getByRole('navigation').first().waitFor()
    },
  }
}

/** As the form of the console does it. */
export async function fillSignIn(page: Page, { username, password }: Person): Promise<void> {
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

async function sessionOf(url: string, { username, password }: Person) {
  const response = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(response.headers.getSetCookie()[0] ?? '') ?? []
  if (!name) throw new Error(`${username} cannot sign in: ${response.status} ${await response.text()}`)
  return { name, value: value!, url, httpOnly: true }
}

/** What hinders somebody on this page, as axe sees it. */
export async function violations(page: Page): Promise<string[]> {
  // Which is long to read: once for each document.
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(AXE)
  // As text: it is carried out in the page, whose names these types do not know.
  return page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`,
  )
}

/** Fails where the page has a barrier, or is wider than its window. */
export async function expectNoBarrier(page: Page): Promise<void> {
  expect([page.url(), await violations(page)]).toEqual([page.url(), []])
  const isTooWide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
  expect([page.url(), isTooWide]).toEqual([page.url(), false])
}
