import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { isLong } from '../support/long.ts'
import { openMailServer } from '../support/mail-server.ts'
import { expectNoBarrier, openConsole } from './open-console.ts'

const shown = openConsole({ webhookAllow: '127.0.0.0/8' })
const { open, signIn } = shown

test('the activity log is filtered, opened field by field, and verified to its end', async () => {
  const page = await open()
  await signIn(page, 'settings/activity?q=subject:outbound_service')
  await page.locator('.chip', { hasText: 'outbound_service' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('description:night')
  await page.keyboard.press('Enter')
  await page.waitForURL(/description/)
  await page.getByRole('row').filter({ hasText: 'night-batch' }).getByRole('button').click()
  await page.getByRole('row', { name: 'runner — demonstration', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Verify the chain' }).click()
  await page.getByText(/^Verified to #[\d,]+, \d\d:\d\d: each line is as it was written\.$/).waitFor()
})

test('a webhook shows its secret once, is tested, and a message that failed is read and sent again', async () => {
  const receiver = await openReceiver()
  const page = await open()
  await signIn(page, 'settings/webhooks')
  await page.getByText('No webhook. Events wait at /api/v1/events too.').waitFor()
  await page.getByRole('button', { name: 'New webhook' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Address').fill(receiver.url)
  await form.getByLabel('Name').fill('Billing')
  await form.getByRole('combobox', { name: 'Events' }).fill('webhook.updated')
  await page.keyboard.press('Enter')
  await form.getByRole('button', { name: 'Remove webhook.updated' }).waitFor()
  await page.keyboard.press('ControlOrMeta+Enter')

  const secret = page.getByRole('dialog', { name: 'The secret of this webhook' })
  await secret.getByText(/^whsec_/).waitFor()
  await page.keyboard.press('Escape')
  await expectNoBarrier(page)
  await secret.getByRole('button', { name: 'I have it' }).click()
  await secret.waitFor({ state: 'detached' })
  expect(await page.content()).not.toContain('whsec_')

  await page
    .getByRole('row', { name: /^Billing/ })
    .getByRole('button')
    .click()
  receiver.answers.push(500)
  await page.getByRole('button', { name: 'Test' }).click()
  await page.getByText('It was not taken.').waitFor()
  await page.getByRole('button', { name: 'Test' }).click()
  await page.getByText('It was taken.').waitFor()

  // 410 is the one answer that ends a message at once, and with it the webhook is off.
  receiver.answers.push(410)
  await page.getByRole('button', { name: 'Change…' }).click()
  await page.getByLabel('Name').fill('Billing of Acme')
  await page.keyboard.press('ControlOrMeta+Enter')
  const message = page.getByRole('row', { name: /^webhook\.updated/ })
  await message.getByText('Failed').waitFor()
  await message.getByRole('button', { name: /^webhook\.updated/ }).click()
  await page.getByText(`POST ${receiver.url}`).waitFor()
  await page.getByText('answered with 410').waitFor()
  await page.getByRole('button', { name: 'Switch on' }).click()
  await message.getByRole('button', { name: 'Send again' }).click()
  await page.getByText('answered with 200').waitFor()
  await expect.poll(() => receiver.received.filter((kind) => kind === 'webhook.updated')).toHaveLength(3)
})

test('a mail server is set, whose password is shown to nobody, and a test mail goes through it', async () => {
  const server = await openMailServer({ password: 'a sealed one' })
  const page = await open()
  await signIn(page, 'settings/mail')
  await page.getByRole('button', { name: 'Set a mail server…' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Host').fill('127.0.0.1')
  await form.getByLabel('Port').fill(String(server.port))
  await form.getByLabel('Encryption').selectOption('none')
  await form.getByLabel('User name').fill('provisor')
  await form.getByLabel('Password', { exact: true }).fill('a sealed one')
  await form.getByLabel('From').fill('provisor@example.com')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByText('with a password').waitFor()
  await page.getByRole('button', { name: 'Send a test mail to me' }).click()
  await page.getByText(/^The mail to .* was taken\.$/).waitFor()
  expect(server.received).toHaveLength(1)
  await page.getByRole('row', { name: /Sent/ }).getByRole('button').click()
  await page.getByText('taken as 4711').first().waitFor()
  expect(await page.content()).not.toContain('a sealed one')

  await page.getByRole('row', { name: /^Test/ }).getByRole('button', { name: 'Change…' }).click()
  await form.getByLabel('Subject').fill('Hello from Provisor')
  await form.getByRole('button', { name: 'Preview' }).click()
  await form.getByText('Hello from Provisor', { exact: true }).waitFor()
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Back to built in' }).click()
  await page.getByText('The built-in one holds again.').waitFor()
})

test('a duty is run at once, and what one is told of is changed and taken back', async () => {
  const page = await open()
  await signIn(page, 'settings/schedules')
  const duty = page.getByRole('row', { name: /prune-mails/ })
  await duty.getByText('Not yet run').waitFor()
  await duty.getByRole('button').click()
  await duty.getByText('Done').waitFor()

  await page.getByRole('link', { name: 'Notices' }).click()
  await page.getByLabel('What needs a person').selectOption('critical')
  await page.getByLabel('Quiet from').fill('22:00')
  await page.getByLabel('until').fill('06:00')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Your notices are changed.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await page.getByText('Undone.').waitFor()
  expect(await page.getByLabel('Quiet from').inputValue()).toBe('')
})

test.runIf(isLong)('rates and words of projects are changed, and taken back', async () => {
  const page = await open()
  await signIn(page, 'settings/rates')
  await page.getByRole('button', { name: 'Change…' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('An hour').fill('a lot')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByRole('alert').waitFor()
  await form.getByLabel('An hour').fill('92.50')
  await form.getByLabel('Rush').fill('+25%')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('row', { name: 'Rush +25%' }).waitFor()
  await page.getByRole('button', { name: /^Undo/ }).click()
  await page.getByRole('row', { name: 'Rush —' }).waitFor()
  await page.getByRole('button', { name: 'Set a rate…' }).click()
  await form.getByLabel('Who').selectOption({ index: 0 })
  await form.getByLabel('Rate').fill('-5%')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('cell', { name: '-5%' }).waitFor()

  await page.getByRole('link', { name: 'Statuses and types' }).click()
  await page.getByRole('button', { name: /^Types of projects/ }).click()
  await form.getByLabel('Words').fill('Internal\n\nMigration\n')
  await form.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('row', { name: /^Types of projects Internal, Migration/ }).waitFor()
})

/** Takes messages of webhooks and answers with 200, or first with what is in `answers`. */
async function openReceiver() {
  const answers: number[] = []
  const received: string[] = []
  const server = createServer(async (request, response) => {
    const { type } = (await json(request)) as { type: string }
    received.push(type)
    const status = answers.shift() ?? 200
    response.writeHead(status).end(`answered with ${status}`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, answers, received }
}
