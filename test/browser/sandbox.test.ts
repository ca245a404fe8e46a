import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { METHODS } from '../../src/wire/wbteampro/registry.ts'
import { openBrowser } from '../support/browser.ts'
import { program } from '../support/command.ts'
import { type Listening, listen } from '../support/listening.ts'
import { isLong } from '../support/long.ts'
import { expectNoBarrier, type Look, openConsole } from './open-console.ts'

let browser: Browser
beforeAll(async () => {
  // The page is made with it.
  await program()
  browser = await openBrowser()
})

/** The page of a new server, and what went wrong in it. */
async function open(
  path: string,
  { width = 1440, theme = 'light', language = 'en-GB' }: Look = {},
): Promise<{ app: Listening; page: Page; complaints: string[] }> {
  const app = await listen()
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme: theme,
    locale: language,
    reducedMotion: 'reduce',
  })
  onTestFinished(() => page.close())
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Refused/.test(message.text())) complaints.push(message.text())
  })
  page.on('request', (request) => {
    const isOwn = request.url().startsWith(`http://127.0.0.1:${app.port}/`) || request.url().startsWith('data:')
    if (!isOwn) complaints.push(request.url())
  })
  await page.goto(`http://127.0.0.1:${app.port}${path}`)
  return { app, page, complaints }
}

async function connect(page: Page, user: string, secret: string): Promise<void> {
  if (user !== '') await page.fill('[name=username]', user)
  await page.fill('[name=secret]', secret)
  await page.click('#connect button[type=submit]')
}

async function send(page: Page): Promise<string> {
  await page.click('#send')
  const confirm = page.locator('dialog button[type=submit]')
  await page.locator('#status').or(confirm).first().waitFor()
  if (await confirm.isVisible()) await confirm.click()
  await page.waitForSelector('#status')
  return page.innerText('#status')
}

/** What each method needs; the numbers are those of the demonstration. */
const VALUES: Readonly<Record<string, Record<string, string>>> = {
  getConfig: { key: 'version' },
  createProject: { project_name: 'From the sandbox' },
  createAction: { project_id: '219', action_name: 'From the sandbox' },
  createTopic: { project_id: '219', topic_title: 'From the sandbox' },
  createTicketXref: { ticket_id: '2001', project_id: '219' },
  createTimelog: { project_id: '219', timelog_duration: '1h' },
  deleteAction: { force: '1' },
  deleteProject: { force: '1' },
}
const NUMBERS: Readonly<Record<string, string>> = {
  project_id: '219',
  action_id: '12',
  topic_id: '1',
  file_id: '1',
  ticket_id: '2038',
  xref_id: '91',
  timelog_id: '7',
}
/** Deleted last, and what is inside before what it is in. */
const DELETIONS = ['deleteTimelog', 'deleteTicketXref', 'deleteFile', 'deleteTopic', 'deleteAction', 'deleteProject']
const turnOf = (name: string) => DELETIONS.indexOf(name)

describe('the sandbox of the Remote API', () => {
  test('drives every method once, from the form that its description makes', async () => {
    const { app, page, complaints } = await open('/billing/modules/addons/wbteampro/sandbox.php')
    expect(await page.inputValue('[name=api]')).toBe(
      `http://127.0.0.1:${app.port}/billing/modules/addons/wbteampro/api.php`,
    )
    await connect(page, app.demo.admin.username, app.demo.admin.password)
    await page.waitForSelector('[data-call]')
    const listed = await page.$$eval('[data-call]', (buttons) =>
      buttons.map((button) => button.getAttribute('data-call')),
    )
    expect(listed).toEqual(METHODS.map(({ name }) => name))

    // Of each entity there are four or five alike.
    const driven = METHODS.filter(({ name }, index) => isLong || index % 4 === 0 || name === 'createFile')
    for (const { name, chain } of driven.toSorted((a, b) => turnOf(a.name) - turnOf(b.name))) {
      await page.click(`[data-call=${name}]`)
      const [, key] = /\{(\w+)\}/.exec(chain) ?? []
      const values = { ...(key && { [key]: NUMBERS[key]! }), ...VALUES[name] }
      for (const [field, value] of Object.entries(values)) await page.fill(`#form [name=${field}]`, value)
      if (name === 'createFile') {
        await page.fill('#form [name=project_id]', '219')
        await page.setInputFiles('#form [name=file]', {
          name: 'a.txt',
          mimeType: 'text/plain',
          buffer: Buffer.from('Hello'),
        })
      }
      expect({ name, status: await send(page) }).toEqual({ name, status: '200' })
    }
    expect(complaints).toEqual([])
  }, 120_000)

  test('asks in every way, shows the request, and its curl line works as pasted', async () => {
    const { app, page } = await open('/sandbox')
    // The MD5 of the password will do as well.
    await connect(page, app.demo.wbteampro.username, app.demo.wbteampro.passwordMd5)
    await page.click('[data-call=updateAction]')
    await page.fill('[name=action_id]', '12')
    for (const [row, place] of ['path', 'rewritten', 'direct'].entries())
      for (const [column, verb] of ['verb', 'override', 'query'].entries())
        for (const [layer, params] of ['json', 'brackets', 'body'].entries()) {
          // Each with each other once, or all with all.
          if (!isLong && (row + column + layer) % 3 !== 0) continue
          await page.selectOption('[data-choice=place]', place)
          await page.selectOption('[data-choice=verb]', verb)
          await page.selectOption('[data-choice=params]', params)
          await page.fill('[name=action_notes]', `it's ${place} "${verb}" ${params}`)
          expect(await send(page)).toBe('200')
          await page.locator('#body', { hasText: `it's ${place}` }).waitFor()
        }
    expect(await page.innerText('#request')).toContain(
      'POST /modules/addons/wbteampro/api.php?action=v1.actions.12.json',
    )
    const line = await page.innerText('#curl')
    const curl = await promisify(execFile)('sh', ['-c', line]).catch(() => undefined)
    // Only where there is a curl to paste it for.
    if (curl) expect(JSON.parse(curl.stdout).request).toMatchObject({ action: 'actions/12', method: 'PUT', code: 200 })

    await page.selectOption('[data-choice=format]', 'xml')
    expect(await send(page)).toBe('200')
    await page.locator('#body', { hasText: '<action_id>12</action_id>' }).waitFor()
  }, 120_000)

  test('says what is wrong with a login, and asks no other server', async () => {
    const { app, page } = await open('/sandbox')
    await connect(page, 'admin', 'guess')
    await page.waitForSelector('.problem:not([hidden])')
    expect(await page.innerText('.problem')).toBe('401: Authentication Failed')
    await page.fill('[name=api]', 'http://other.example.com/api.php')
    await page.click('#connect button[type=submit]')
    await page.locator('.problem', { hasText: 'only ask the server' }).waitFor()
    expect(app.logged.filter(({ level }) => Number(level) >= 50)).toEqual([])
  })
})

test('the other faces are asked from their own registries', async () => {
  const { app, page, complaints } = await open('/sandbox')
  await page.click('text=WHMCS API')
  await connect(page, app.demo.whmcs.identifier, app.demo.whmcs.secret)
  await page.click('[data-call=GetClientsProducts]')
  await page.fill('[name=clientid]', '1')
  expect(await send(page)).toBe('200')
  expect(await page.innerText('#body')).toContain('"result": "success"')

  await page.click('text=Aculab outbound')
  await connect(page, app.demo.aculab.username, app.demo.aculab.apiKey)
  await page.click('[data-call="GET /service/v1/outbound_queues"]')
  expect(await send(page)).toBe('200')
  expect(await page.innerText('#body')).toContain('service-name-1')
  expect(complaints).toEqual([])
})

/** The token of somebody's credential. */
const tokenOf = ({ demo }: Listening) => `${demo.whmcs.identifier}.${demo.whmcs.secret}`

describe('the form', () => {
  test('is not sent without what is required, nor with what is of another type', async () => {
    const { app, page } = await open('/sandbox')
    await page.click('text=Native API')
    await connect(page, '', tokenOf(app))
    await page.click('[data-call="clients.get"]')
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.url()))
    const amiss = () => page.evaluate<string>("document.querySelector('[name=id]').validationMessage")
    await page.click('#send')
    expect(await page.locator(':focus').getAttribute('name')).toBe('id')
    expect(await amiss()).not.toBe('')
    await page.fill('[name=id]', 'one')
    await page.keyboard.press('Enter')
    expect(await amiss()).toBe('This is no integer.')
    expect(sent).toEqual([])
    await page.fill('[name=id]', '1')
    await page.keyboard.press('Enter')
    await page.locator('#status', { hasText: '200' }).waitFor()
    // Whoever sends stays where they were.
    expect(await page.locator(':focus').getAttribute('name')).toBe('id')
    expect(await page.innerText('#body')).toContain('"firstName"')
  })

  test('asks before it sends what deletes, and gives the focus back', async () => {
    const { app, page } = await open('/sandbox')
    await page.click('text=WHMCS API')
    await connect(page, app.demo.whmcs.identifier, app.demo.whmcs.secret)
    await page.click('[data-call=DeleteTicket]')
    await page.fill('[name=ticketid]', '2038')
    await page.click('#send')
    await page.locator('dialog', { hasText: 'Send DeleteTicket?' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    expect(await page.innerText('.outcome')).toContain('Nothing is sent yet.')
    expect(await page.locator(':focus').getAttribute('id')).toBe('send')
    await page.keyboard.press('Enter')
    await page.click('dialog button[type=submit]')
    await page.locator('#body', { hasText: '"result": "success"' }).waitFor()
    expect(await page.locator(':focus').getAttribute('id')).toBe('send')
  })

  test('has no two methods of the same words, and each whole in its title', async () => {
    const { app, page } = await open('/sandbox')
    await page.click('text=Native API')
    await connect(page, '', tokenOf(app))
    const shown = await page.$$eval('[data-call]', (buttons) =>
      buttons.map((button) => [button.textContent, button.getAttribute('title'), button.getAttribute('data-call')]),
    )
    expect(shown.length).toBeGreaterThan(200)
    expect(new Set(shown.map(([text]) => text)).size).toBe(shown.length)
    expect(shown.filter(([, title, name]) => title !== name)).toEqual([])
    expect(shown.some(([text]) => text!.includes('…'))).toBe(true)
  })

  test('has no barrier, is one column on a phone, and speaks German', async () => {
    const wide = await open('/sandbox')
    await expectNoBarrier(wide.page)
    await connect(wide.page, wide.app.demo.admin.username, wide.app.demo.admin.password)
    await wide.page.waitForSelector('#form')
    await expectNoBarrier(wide.page)

    const { app, page } = await open('/sandbox', { width: 360, theme: 'dark', language: 'de-DE' })
    await page.click('text=WHMCS API')
    await connect(page, app.demo.whmcs.identifier, app.demo.whmcs.secret)
    await page.getByRole('combobox', { name: 'Methode' }).selectOption('GetClientsDetails')
    await page.fill('[name=clientid]', '1')
    expect(await send(page)).toBe('200')
    await expectNoBarrier(page)
    expect(await page.locator('[data-call]').first().isVisible()).toBe(false)
  })
})

describe('in the console', () => {
  const at = openConsole()

  test('it is a page of its own, whose native calls go with the session', async () => {
    const page = await at.open()
    await at.signIn(page)
    await page.keyboard.press('g')
    await page.keyboard.press('x')
    await page.click('[data-call="clientGroups.create"]')
    expect(page.url()).toContain('/console/sandbox/native/clientGroups.create')
    await page.fill('#form [name=name]', 'From the sandbox')
    expect(await send(page)).toBe('200')
    expect(await page.innerText('#curl')).toContain('Bearer $PROVISOR_TOKEN')
    await expectNoBarrier(page)

    await page.click('text=Aculab outbound')
    await connect(page, at.server.demo.aculab.username, at.server.demo.aculab.apiKey)
    const call = '[data-call="GET /service/v1/outbound_queues"]'
    await page.click(call)
    expect(await send(page)).toBe('200')
    // Its address leads back to it, and what was connected is forgotten.
    await page.reload()
    await page.waitForSelector('#connect')
    await page.goBack()
    await page.goBack()
    await page.locator('#form h2', { hasText: 'clientGroups.create' }).waitFor()
  })
})

test('the page allows only itself, anew with each answer', async () => {
  const app = await listen()
  const ask = async () => app.http.inject({ url: '/sandbox' })
  const [first, second] = [await ask(), await ask()]
  const policy = String(first.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
  expect(policy).not.toBe(second.headers['content-security-policy'])
  expect(first.body).not.toMatch(/(?:src|href)="https?:/)
})
