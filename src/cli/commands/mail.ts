import { type Command, Option } from 'commander'
import type { Result } from '../../local/connect.ts'
import { asLocal, withLocal } from '../local.ts'
import { oneLine, show, table, when } from '../output.ts'
import { wholeNumber } from '../settings.ts'

export function addMail(program: Command): void {
  const mail = program.command('mail').description('Mails to members of staff, and how they go out')

  asLocal(mail.command('settings').description('Show the mail server; its password is set by the API')).action(
    async (options) => {
      const settings = await withLocal(options, (local) => local.run('mail.settings', {}))
      show(options, settings, () =>
        table(
          ['SETTING', 'VALUE'],
          Object.entries(settings).map(([name, value]) => [name, String(value)]),
        ),
      )
    },
  )

  asLocal(mail.command('test <username>').description('Send a mail to a member of staff and show the answer')).action(
    async (username: string, options) => {
      const tested = await withLocal(options, (local) => local.run('mail.test', { username }))
      const { to, delivered, answer } = tested
      show(options, tested, `${delivered ? 'Sent' : 'Not sent'} to ${oneLine(to)}: ${oneLine(answer)}`)
      if (!delivered) process.exitCode = 1
    },
  )

  asLocal(
    mail
      .command('list')
      .description('List mails, the newest first')
      .addOption(new Option('--state <state>', 'Only these').choices(['queued', 'sent', 'failed']))
      .option('--limit <n>', 'How many at most', wholeNumber, 50),
  ).action(async ({ state, limit, ...options }) => {
    const listed = await withLocal(options, (local) => local.run('mail.list', { state, limit }))
    show(options, listed, () => describe(listed), listed.mails)
  })
}

const describe = ({ mails }: Result<'mail.list'>): string =>
  table(
    ['ID', 'CREATED', 'STATE', 'TRIES', 'TO', 'SUBJECT', 'ANSWER'],
    mails.map(({ id, createdAt, state, attempts, address, subject, answer }) => [
      ...[id, when(createdAt), state, attempts],
      ...[oneLine(address), oneLine(subject ?? ''), oneLine(answer ?? '')],
    ]),
  )
