import { text } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoBarrier, openConsole } from './open-console.ts'

const { open, signIn } = openConsole()

/** A browser that writes a file as it comes, into the page. */
const STREAMS = `
  let text = ''
  const file = { write: async (part) => { text += part }, close: async () => { window.written = text }, abort: async () => {} }
  window.showSaveFilePicker = async () => ({ createWritable: async () => file })
`

const digits = (text: string | null): number => Number(text?.replace(/\D/g, ''))

/** Of the navigation's page to one service, by its name. */
async function toService(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name }).click()
  await page.getByRole('heading', { name }).waitFor()
}

test('a list is started, all of it purged as it was seen, itemised, and put back', async () => {
  const page = await open()
  await signIn(page, 'outbound')
  await toService(page, 'delivery-notices')
  await page.getByRole('button', { name: 'Start…' }).click()
  const dialog = page.getByRole('dialog')
  const calls = Array.from({ length: 4000 }, (_, index) => `4416329600${index % 100},,many ${index}`)
  const buffer = Buffer.from(['to,from,token', ...calls].join('\n'))
  await dialog.getByLabel('Or a file').setInputFiles({ name: 'calls.csv', mimeType: 'text/csv', buffer })
  await dialog.getByLabel('The first line names the columns').check()
  await dialog.getByRole('button', { name: 'Start 4,000' }).click()
  await page.getByText('4,000 starts wait for delivery-notices.').waitFor()

  await page.getByRole('button', { name: 'Purge…' }).click()
  const purge = dialog.getByRole('button', { name: /^Purge [\d,]+$/ })
  const [, taken] = /^Purge ([\d,]+)$/.exec((await purge.textContent())!)!
  expect(digits(taken!)).toBeGreaterThan(9000)
  await dialog.getByLabel('Why').fill('They name the wrong day')
  await purge.click()
  await page.getByText('Nothing waits.').waitFor()

  await page.getByRole('link', { name: /^Purges/ }).click()
  await page
    .getByRole('row', { name: /They name the wrong day/ })
    .getByRole('link')
    .click()
  await page.getByRole('heading', { name: `${taken} starts purged` }).waitFor()
  await page.getByText(`100 of ${taken} shown`).waitFor()
  await page.getByRole('searchbox').fill('many 3999')
  await page.getByRole('cell', { name: 'many 3999', exact: true }).waitFor()
  const coming = page.waitForEvent('download')
  // As a browser does it that cannot write a file as it comes.
  await page.evaluate('delete window.showSaveFilePicker')
  await page.getByRole('button', { name: 'CSV' }).click()
  const file = await text(await (await coming).createReadStream())
  expect(file.split('\r\n')).toHaveLength(digits(taken!) + 2)
  expect(file).toMatch(/^reference,call,from,token,enqueuedAt\r\n"/)
  expect(file).toContain('"4416329600'.concat('99","","many 3999"'))
  await page.evaluate(STREAMS)
  await page.getByRole('button', { name: 'CSV' }).click()
  await expect.poll(() => page.evaluate('window.written')).toBe(file)
  await expectNoBarrier(page)
  await page.getByRole('button', { name: 'Undo the purge' }).click()
  await page.getByText(/^undone/).waitFor()
  await page.getByRole('link', { name: 'to the service' }).click()
  // A few of them have begun meanwhile.
  const waiting = page.getByRole('link', { name: /^Waiting [\d,]+$/ })
  await expect.poll(async () => digits(await waiting.textContent())).toBeGreaterThan(digits(taken!) - 100)
})

test('another pace is tried by its address, and planned for a time and taken back', async () => {
  const page = await open()
  await signIn(page, 'outbound')
  await toService(page, 'appointment-reminders')
  const rate = page.getByRole('textbox', { name: 'Starts a second' })
  await rate.fill('40')
  await page.getByText(/sooner|later/).waitFor()
  await expect.poll(() => new URL(page.url()).search).toContain('if=rate')
  await page.reload()
  await expect.poll(() => rate.inputValue()).toBe('40')
  await page.getByRole('button', { name: 'At a time…' }).click()
  await page.getByRole('button', { name: 'Plan it' }).click()
  const planned = page.getByRole('list', { name: 'Planned' })
  await planned.getByText('40/s, 5 at once').waitFor()
  await page.getByText('as planned').first().waitFor()
  await expectNoBarrier(page)
  await planned.getByRole('button', { name: 'Take back' }).click()
  await planned.waitFor({ state: 'detached' })
})

test('an account gets keys, and a service with a calling window, found by its name', async () => {
  const page = await open()
  await signIn(page, 'outbound/accounts')
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'New account…' }).click()
  await dialog.getByLabel('User name').fill('dora')
  await dialog.getByRole('button', { name: 'Make the account' }).click()
  await dialog.getByText('It is shown this once').waitFor()
  await dialog.getByRole('button', { name: 'I have it' }).click()
  await page.getByRole('link', { name: '1-2-0/dora' }).click()
  await page.getByRole('button', { name: 'New key…' }).click()
  await dialog.getByLabel('Name').fill('monitor')
  await dialog.getByRole('button', { name: 'Make the key' }).click()
  await dialog.getByRole('button', { name: 'I have it' }).click()
  await page.getByRole('button', { name: 'What can be done with monitor' }).click()
  await page.getByRole('menuitem', { name: 'Revoke…' }).click()
  await dialog.getByRole('button', { name: 'Revoke it' }).click()
  await page.getByRole('button', { name: 'Show 1 that are over' }).waitFor()
  await expectNoBarrier(page)

  await page.getByRole('navigation').first().getByRole('link', { name: 'Outbound' }).click()
  await page.getByRole('button', { name: 'New service…' }).click()
  await dialog.getByRole('combobox', { name: 'Account' }).selectOption('1-2-0/dora')
  await dialog.getByLabel(/^Name/).fill('evening')
  await dialog.getByRole('combobox', { name: /^Kind/ }).selectOption('uas')
  await dialog.getByLabel('Calls begin only at these times').check()
  await dialog.getByLabel('Time zone').fill('Nowhere')
  await dialog.getByLabel(/^Password/).fill('open sesame')
  await dialog.getByRole('button', { name: 'Make the service' }).click()
  await dialog
    .getByRole('alert')
    .getByText(/Nowhere/)
    .waitFor()
  await dialog.getByLabel('Time zone').fill('Europe/Berlin')
  await dialog.getByRole('button', { name: 'Make the service' }).click()
  await page.getByText('calls from 09:00 to 18:00, Europe/Berlin').waitFor()
  await page.getByRole('link', { name: 'Settings', exact: true }).last().click()
  await page.getByText('Mon, Tue, Wed, Thu, Fri, calls from 09:00').waitFor()
  await page.route('**/signing-secret', (route) => route.fulfill({ status: 500, body: '{}' }))
  await page.getByRole('button', { name: 'Show the signing secret' }).click()
  await page.getByRole('alert').getByText('is not shown').waitFor()

  await page.goBack()
  await page.goBack()
  await page.getByRole('searchbox').fill('dora')
  const found = page.getByRole('table').getByRole('link')
  await expect.poll(() => found.count()).toBe(1)
  await page.getByRole('searchbox').blur()
  await page.keyboard.press('j')
  await expectNoBarrier(page)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'evening' }).waitFor()
  await page.getByRole('button', { name: 'Start…' }).click()
  await dialog.getByLabel(/^Calls/).fill('a\nb')
  await dialog.getByRole('button', { name: 'Start 2' }).click()
  await page.getByRole('table').getByRole('link', { name: 'a' }).click()
  await page.getByRole('heading', { level: 1, name: /^[0-9a-f]{8}_/ }).waitFor()
  await expectNoBarrier(page)
  const basic = Buffer.from('1-2-0/dora/evening:open sesame').toString('base64')
  const opened = await page.request.post(`${new URL(page.url()).origin}/api/v1/outbound/work/open`, {
    headers: { authorization: `Basic ${basic}` },
    data: { worker: 'dialler-1' },
  })
  expect(opened.status()).toBe(200)
  await page.getByRole('link', { name: 'evening' }).click()
  await page.getByRole('link', { name: 'Workers' }).click()
  await page.getByRole('row', { name: /^dialler-1 Here/ }).waitFor()
})
