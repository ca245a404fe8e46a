import { type Command, Option } from 'commander'
import type { Result } from '../../local/connect.ts'
import { failUnless } from '../failure.ts'
import { asLocal, withLocal } from '../local.ts'
import { oneLine, show, table, when } from '../output.ts'
import { wholeNumber } from '../settings.ts'

export function addWebhook(program: Command): void {
  const webhook = program.command('webhook').description('Addresses of others that are told what happens')

  asLocal(webhook.command('list').description('List webhooks, and how each goes')).action(async (options) => {
    const listed = await withLocal(options, (local) => local.run('webhook.list', {}))
    show(options, listed, () => describe(listed), listed.webhooks)
  })

  asLocal(
    webhook
      .command('create <url>')
      .description('Tell an address what happens from now on, and print the secret that signs it')
      .option('--kinds <kind...>', 'Only these, such as service.* order.created')
      .option('--description <text>', 'What it is for')
      .option('--ordered', 'Events of one record in their order')
      .addOption(new Option('--signatures <scheme...>', 'What signs').choices(['v1', 'v1a']).default(['v1'])),
  ).action(async (url: string, { kinds, description, ordered, signatures, ...options }) => {
    const input = { url, kinds, description, ordered, signatures }
    const made = await withLocal(options, (local) => local.run('webhook.create', input))
    const keys = [
      made.secret && `Secret (told once): ${made.secret}`,
      made.publicKey && `Public key: ${made.publicKey}`,
    ]
    show(options, made, [`Webhook ${made.id} was made`, ...keys.filter(Boolean)].join('\n'))
  })

  asLocal(
    webhook.command('test').argument('<id>', '', wholeNumber).description('Send a message at once and show the answer'),
  ).action(async (id: number, options) => {
    const tested = await withLocal(options, (local) => local.run('webhook.test', { id }))
    const { delivered, status, answer } = tested
    show(options, tested, `${delivered ? 'Taken' : 'Not taken'}: ${status ?? ''} ${oneLine(answer)}`)
    if (!delivered) process.exitCode = 1
  })

  asLocal(
    webhook
      .command('replay')
      .argument('<id>', '', wholeNumber)
      .description('Send once more what ended and matches all that is given')
      .addOption(new Option('--state <state>', 'Only these').choices(['delivered', 'failed', 'withheld']))
      .option('--delivery <id>', 'Only this one', wholeNumber)
      .option('--from <position>', 'From this position of the log', wholeNumber)
      .option('--through <position>', 'Through this one', wholeNumber),
  ).action(async (id: number, { state, delivery, from, through, ...options }) => {
    const which = { state, deliveryId: delivery, fromPosition: from, throughPosition: through }
    const done = await withLocal(options, (local) => local.run('webhook.replay', { id, ...which }))
    show(options, done, `${done.replayed} messages are sent once more`)
    failUnless(done.replayed > 0)
  })
}

const describe = ({ webhooks }: Result<'webhook.list'>): string =>
  table(
    ['ID', 'URL', 'KINDS', 'STATE', 'SINCE', 'WHY'],
    webhooks.map(({ id, url, kinds, active, failingSince, disabledAt, disabledWhy }) => [
      ...[id, oneLine(url), kinds.join(' ') || 'all'],
      active ? (failingSince ? 'failing' : 'active') : 'disabled',
      when(disabledAt ?? failingSince),
      disabledWhy ?? '',
    ]),
  )
