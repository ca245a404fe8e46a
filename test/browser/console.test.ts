import { expect, test } from 'vitest'
import { fillSignIn, openConsole, violations } from './open-console.ts'

const shown = openConsole()
const { open, signIn } = shown

test('who opens a page is asked who they are, and is then where they wanted to be', async () => {
  const page = await open()
  await page.goto(`${shown.server.url}/`)
  const { admin } = shown.server.demo
  await fillSignIn(page, { ...admin, password: 'a wrong one' })
  await page.getByText('User name or password is not right.').waitFor()
  expect(await violations(page)).toEqual([])
  await page.goto(`${shown.server.url}/console/queue?view=retrying`)
  await fillSignIn(page, admin)
  await page.waitForURL('**/console/queue?view=retrying')
  await expect.poll(() => page.title()).toMatch(/^◆\d+ Module queue$/)
})

test('the link that the start prints signs in once, and leaves the address', async () => {
  const [page, other] = [await open(), await open()]
  const link = `${shown.server.url}/console/sign-in?next=%2Flanes#link=${await shown.server.link()}`
  await page.goto(link)
  await page.locator('.list td').first().waitFor()
  expect(page.url()).toBe(`${shown.server.url}/console/lanes`)
  await other.goto(link)
  await other.getByText('User name or password is not right.').waitFor()
  expect(other.url()).not.toContain('link')
})

test('a night with a wrong package, a dead panel and a time-out that worked is cleared in six clicks', async () => {
  const page = await open()
  await page.addInitScript(
    "addEventListener('click', ({ isTrusted }) => { clicks += isTrusted && 1 }, true); clicks = 0",
  )
  await signIn(page)
  const cause = (title: RegExp) => page.getByRole('article', { name: title })
  await cause(/^Plan .business. does not exist on Juno/)
    .getByRole('button', { name: /^Choose the package/ })
    .click()
  await page.getByRole('dialog').locator('input').first().fill('starter')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await cause(/^Plan .business. does not exist on Juno/).waitFor({ state: 'detached' })
  await cause(/^Ceres/)
    .getByRole('button', { name: /^Put Ceres into maintenance/ })
    .click()
  await page.getByText('Put Ceres into maintenance: done.').waitFor()
  const lookAgain = page.getByRole('button', { name: 'Look again What Vesta did is not known' })
  await lookAgain.click()
  await lookAgain.waitFor({ state: 'detached' })
  expect(await page.evaluate<number>('clicks')).toBeLessThanOrEqual(6)
  await page.goto(`${shown.server.url}/console/lanes`)
  // As others in this file find it.
  await page
    .getByRole('row', { name: /^Ceres/ })
    .getByRole('link')
    .focus()
  await page.keyboard.press('m')
  await page.getByText('Ceres goes on.').waitFor()
})

test('two people see at once what the other does, and what can be undone is', async () => {
  const [page, other] = [await open(), await open()]
  await Promise.all([signIn(page), signIn(other, 'lanes')])
  const lane = other.getByRole('row', { name: /^Ceres/ })
  await lane.getByText(/Broken|Running/).waitFor()
  await page.getByRole('button', { name: /^Put Ceres into maintenance/ }).click()
  await lane.getByText('Maintenance').first().waitFor()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await lane.getByText('Maintenance').waitFor({ state: 'detached' })
})

test('by keyboard alone an entry is found, opened and resolved', async () => {
  const page = await open()
  await signIn(page)
  await page.keyboard.press('g')
  await page.keyboard.press('q')
  await page.waitForURL('**/console/queue')
  await page.locator('.er .what').first().waitFor()
  await page.keyboard.press('j')
  const name = (await page.locator('.er .what:focus .b').textContent())!
  await page.keyboard.press('Enter')
  const pane = page.getByRole('region', { name: /^Entry \d+$/ })
  await pane.getByText('Attempts').waitFor()
  await page.keyboard.press('e')
  await page.getByRole('dialog').getByLabel('Note').waitFor()
  await page.keyboard.type('Made by hand')
  await page.keyboard.press('Control+Enter')
  await page.getByText(`${name} is resolved.`).waitFor()
  await pane.getByText('Resolved').first().waitFor()
  await page.keyboard.press('Escape')
  await pane.waitFor({ state: 'detached' })
})

test('a whole cause is dropped at once, and comes back', async () => {
  const page = await open()
  await signIn(page, 'queue')
  const title = (await page.locator('.gr h2').first().textContent())!
  const group = page.locator(`[data-group="${title}"]`)
  await group.getByRole('button', { name: /^Drop all \d+$/ }).click()
  await group.waitFor({ state: 'detached' })
  // Whichever page one is on by now.
  await page.getByRole('link', { name: 'Lanes', exact: true }).click()
  const chip = page.getByRole('button', { name: /^\d+ of \d+ Drop \d+ entries$/ })
  await chip.click()
  const drawer = page.getByRole('region', { name: /^Bulk action \d+$/ })
  await drawer.getByText('Done', { exact: true }).waitFor()
  await drawer.getByRole('progressbar', { name: 'Progress' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  await chip.click()
  await drawer.getByRole('button', { name: 'Undo' }).click()
  await drawer.getByRole('link', { name: /^Bulk action \d+$/ }).click()
  await page
    .getByRole('region', { name: 'Bulk actions' })
    .getByRole('row', { name: /^Bring back \d+ entries/ })
    .getByText('Done', { exact: true })
    .waitFor()
  await page.goto(`${shown.server.url}/console/queue`)
  await group.waitFor()
})

test('the call behind a page can be copied and made by a program', async () => {
  const page = await open()
  await signIn(page, 'lanes')
  await page.locator('.list td').first().waitFor()
  await page.getByRole('button', { name: 'As API call' }).click()
  const calls = page.getByRole('dialog', { name: 'As API call' })
  await calls.getByText('GET /api/v1/lanes', { exact: true }).waitFor()
  expect(await violations(page)).toEqual([])
  await calls.getByRole('button', { name: 'Copy GET /api/v1/lanes', exact: true }).click()
  await page.getByText('Copied.', { exact: false }).waitFor()
  expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(
    `curl -H "Authorization: Bearer $PROVISOR_TOKEN" '${shown.server.url}/api/v1/lanes'`,
  )
  // It opens in the sandbox as it was made, and leaves the dialog.
  await calls.getByRole('button', { name: 'Open GET /api/v1/lanes in the sandbox' }).click()
  await page.getByRole('heading', { name: 'lanes.list' }).waitFor()
})

test('a pause holds from page to page: nothing is followed until somebody lets it go on', async () => {
  const page = await open()
  await page.clock.install()
  const followed: string[] = []
  page.on('request', (request) => {
    if (/\/api\/v1\/events$/.test(request.url())) followed.push(request.url())
  })
  await signIn(page, 'lanes')
  await page.locator('.list td').first().waitFor()
  await expect.poll(() => followed.length).toBe(1)
  await page.getByRole('button', { name: 'Live' }).click()
  await page.getByRole('link', { name: 'Outbound' }).first().click()
  await page.getByText('delivery-notices').waitFor()
  expect(followed).toHaveLength(1)
  // How much happens meanwhile is counted, and nothing else is read.
  const other = await open()
  await signIn(other, 'outbound')
  await page.clock.runFor('00:06')
  await page.getByRole('button', { name: /^Paused · \d+ new$/ }).click()
  await expect.poll(() => followed.length).toBe(2)
})

test('whatever has a name is found by it, and what can be done here is done by its name', async () => {
  const page = await open()
  await signIn(page, 'queue?view=all')
  await page.locator('.er .what').first().waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or jump' }).waitFor()
  await page.keyboard.type('okafor')
  await page.getByRole('option', { name: /^Okafor Farm/ }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('option', { name: /^okafor-design/ }).waitFor()
  await page.keyboard.press('Enter')
  const pane = page.getByRole('region', { name: /^Entry \d+$/ })
  await pane.waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('>resolve')
  await page.getByRole('option', { name: /^Resolve okafor/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: /^Resolve okafor/ }).waitFor()
})

test('what was said stays to be read, and what may be undone is while its time runs', async () => {
  const page = await open()
  await signIn(page, 'lanes')
  await page
    .getByRole('row', { name: /^Vesta/ })
    .getByRole('link')
    .focus()
  await page.keyboard.press('m')
  await page.getByText('Nothing contacts Vesta.').waitFor()
  await page.getByRole('button', { name: 'As API call' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Copy GET/ })
    .first()
    .click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('z')
  await page.getByText('Undone.').waitFor()
  await page.keyboard.press('A')
  const said = page.getByRole('dialog', { name: 'What was said' })
  await said.getByText('Nothing contacts Vesta.').waitFor()
  expect(await violations(page)).toEqual([])
})

test('a server that is gone is said once, and the page goes on by itself', async () => {
  const page = await open()
  await signIn(page, 'lanes')
  await page.locator('.list td').first().waitFor()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'No connection' }).waitFor()
  await page
    .getByRole('alert')
    .getByText(/^No connection since/)
    .waitFor()
  await page.locator('.list td').first().waitFor()
  expect(await violations(page)).toEqual([])
  await page.context().setOffline(false)
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Live' }).waitFor()
})

test('a server that does not answer is asked again before it is called gone', async () => {
  const page = await open()
  await page.clock.install()
  await signIn(page, 'lanes')
  await page.route('**/api/v1', (route) => route.abort())
  // It looks every five seconds.
  await page.clock.runFor('00:06')
  await page.getByRole('button', { name: 'Reconnecting' }).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  await page.getByRole('button', { name: 'No connection' }).waitFor()
  // What was missed is read before it is live again.
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/api/v1/lanes', async (route) => {
    await held
    await route.continue()
  })
  await page.unroute('**/api/v1')
  await page.getByRole('button', { name: 'Catching up' }).waitFor()
  answer()
  await page.getByRole('button', { name: 'Live' }).waitFor()
})

test('another language is one file', async () => {
  const page = await open({ language: 'de-DE' })
  await page.goto(`${shown.server.url}/console/`)
  await page.getByLabel('Benutzername').waitFor()
  expect(await page.evaluate<string>('document.documentElement.lang')).toBe('de')
})
