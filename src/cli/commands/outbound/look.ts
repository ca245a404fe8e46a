import type { Command } from 'commander'
import type { Result } from '../../../local/connect.ts'
import { failUnless } from '../../failure.ts'
import { asLocal, withLocal } from '../../local.ts'
import { NO_TABLE, show, table, when } from '../../output.ts'
import { queueTable, rateText, stateText } from './shown.ts'

export function addLook(outbound: Command): void {
  asLocal(outbound.command('list').description('List the services with what waits and runs'))
    .option('--account <name>', 'Of this account, such as 1-2-0/bob@example.com')
    .action(async (options) => {
      const queues = await withLocal(options, (local) =>
        local.run('outbound.list', { account: options.account, services: [] }),
      )
      show(options, queues, () => (queues.length === 0 ? 'There is no outbound service yet' : queueTable(queues)))
    })

  asLocal(
    outbound.command('show <service>').description('Show a service: its limits, what is next, and its purges'),
    NO_TABLE,
  ).action(async (service: string, options) => {
    const shown = await withLocal(options, (local) => local.run('outbound.show', { service }))
    show(options, shown, () => describe(shown))
  })

  asLocal(outbound.command('status <reference...>').description('Tell what became of starts')).action(
    async (references: string[], options) => {
      const starts = await withLocal(options, (local) => local.run('outbound.status', { references }))
      show(options, starts, () =>
        table(
          ['REFERENCE', 'STATUS', 'DETAIL', 'ENDED'],
          starts.map(({ reference, status, detail, finishedAt }) => [
            reference,
            status,
            detail || '-',
            when(finishedAt),
          ]),
        ),
      )
      failUnless(starts.some(({ status }) => status !== 'UNKNOWN'))
    },
  )
}

function describe(shown: Result<'outbound.show'>): string {
  const { settings, next, purges } = shown
  const atMost = (limit: number | null) => (limit === null ? '' : `, at most ${limit}`)
  const facts = [
    ['Service', `${shown.account}/${shown.service} (${shown.kind}, run by ${shown.runner})`],
    ['State', stateText(shown)],
    ['Waiting', `${shown.waiting}${atMost(settings.queueLimit)}`],
    ['Running', `${shown.running}${atMost(shown.concurrency)}`],
    ['Rate', rateText(shown.startsPerSecond)],
    ['Expiry', settings.expireAfterMs === null ? 'never' : `after ${settings.expireAfterMs / 1000} s`],
    ['Window', settings.callingWindow === null ? 'always' : windowText(settings.callingWindow)],
  ]
  const parts = [facts.map(([name, value]) => `${name!.padEnd(9)}${value}`).join('\n')]
  if (next.length > 0) parts.push(nextTable(next))
  if (purges.length > 0) parts.push(purgeTable(purges))
  return parts.join('\n\n')
}

const windowText = ({
  days,
  from,
  until,
  zone,
}: {
  days: readonly string[]
  from: string
  until: string
  zone: string
}) => `${days.join(' ')}, ${from} to ${until} (${zone})`

const nextTable = (next: Result<'outbound.show'>['next']): string =>
  table(
    ['NEXT', 'REFERENCE', 'TO', 'WAITS FOR', 'BEGINS'],
    next.map(({ position, reference, call, waitsFor, startsAt }) => [
      ...[position, reference, 'to' in call ? call.to : call.parameters || '-', waitsFor, when(startsAt)],
    ]),
  )

const purgeTable = (purges: Result<'outbound.show'>['purges']): string =>
  table(
    ['PURGE', 'TOOK', 'AT', 'BY', 'UNDO', 'WHY'],
    purges.map(({ purge, count, at, by, undoUntil, undoneAt, why }) => [
      ...[purge, count, when(at), by],
      undoneAt !== null ? 'done' : undoUntil === null ? 'final' : `until ${when(undoUntil)}`,
      why || '-',
    ]),
  )
