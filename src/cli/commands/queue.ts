import { type Command, Option } from 'commander'
import { filtersOfQuery } from '../../base/text/search-query.ts'
import type { Params, Result } from '../../local/connect.ts'
import { failUnless, Misuse } from '../failure.ts'
import { asLocal, withLocal } from '../local.ts'
import { NO_TABLE, oneLine, show, table, when } from '../output.ts'
import { wholeNumber } from '../settings.ts'

const FILTERS = ['serviceType', 'relatedId', 'module', 'action', 'serverId', 'failureClass', 'cause', 'not'] as const

/** The filters that `list` and `retry` share. */
const filtered = (command: Command): Command =>
  asLocal(command)
    .addOption(new Option('--type <type>', 'Of services, add-ons or domains').choices(['service', 'addon', 'domain']))
    .option('--related <id>', 'Of the service, add-on or domain with this id', wholeNumber)
    .option('--module <name>', 'Of this module, such as cpanel')
    .option('--action <name>', 'Of this action, such as CreateAccount')
    .option('--server <id>', 'On this server', wholeNumber)
    .option('--class <name>', 'Of this class of failure, such as configuration')
    .option('--query <text>', 'All of these in one text: module:cpanel server:2 -class:transient')
    .option('--cause <text>', 'Of exactly this cause, as `queue list --groups` shows it')

function filterOf({ query, ...options }: Record<string, never>): Params<'queue.list'> {
  const asked = query === undefined ? {} : filtersOfQuery(query, FILTERS)
  const numbers = { relatedId: asked.relatedId, serverId: asked.serverId }
  const whole = Object.entries(numbers).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, wholeNumber(text)]],
  )
  return { ...given(options), ...asked, ...Object.fromEntries(whole) }
}

const given = (options: Record<string, never>): Params<'queue.list'> => ({
  serviceType: options.type,
  relatedId: options.related,
  module: options.module,
  action: options.action,
  serverId: options.server,
  failureClass: options.class,
  cause: options.cause,
  attention: options.attention,
})

export function addQueue(program: Command): void {
  const queue = program.command('queue').description('The module queue: what failed at a panel and is not settled')

  filtered(queue.command('list').description('List what failed'))
    .option('--attention', 'Only what needs a person')
    .option('--groups', 'What is held, by what it has in common')
    .action(async (options) => {
      if (options.groups) return listGroups(options)
      const entries = await withLocal(options, (local) => local.run('queue.list', filterOf(options)))
      show(options, entries, () =>
        entries.length === 0
          ? 'Nothing is in the queue'
          : table(
              ['ID', 'WHAT', 'CLIENT', 'SERVER', 'ACTION', 'MODULE', 'CLASS', 'RETRIES', 'NEXT', 'ERROR'],
              entries.map((entry) => [
                ...[entry.id, subjectOf(entry), entry.clientName ?? '-', entry.serverName ?? entry.serverId ?? '-'],
                ...[entry.action, entry.module],
                ...[entry.failureClass, entry.retries, entry.held ? 'held' : when(entry.nextAttemptAt)],
                entry.lastError,
              ]),
            ),
      )
    })

  asLocal(
    queue
      .command('show')
      .alias('get')
      .argument('<id>', '', wholeNumber)
      .description('Show an entry, with each attempt and what the panel said'),
    NO_TABLE,
  ).action(async (id: number, options) => {
    const entry = await withLocal(options, (local) => local.run('queue.show', { id }))
    show(options, entry, () =>
      [
        `${entry.action} of ${oneLine(subjectOf(entry))} (${entry.module}), ${entry.failureClass}`,
        ...whereOf(entry),
        oneLine(entry.lastError),
        ...(entry.explanation ? [oneLine(entry.explanation)] : []),
        entry.settled
          ? `Settled ${when(entry.settled.at)}: ${oneLine([entry.settled.resolution, entry.settled.note].filter(Boolean).join(', '))}`
          : `Next attempt: ${entry.held ? 'held until somebody says so' : when(entry.nextAttemptAt)}`,
        ...entry.attempts.map(
          ({ startedAt, looked, outcome, said, durationMs }) =>
            `${when(startedAt)}  ${looked ? 'looked' : 'tried'}  ${outcome}  ${durationMs} ms  ${oneLine(said)}`,
        ),
      ].join('\n'),
    )
  })

  filtered(
    queue
      .command('retry')
      .argument('[id]', '', wholeNumber)
      .description('Try an entry again now, or with filters or --all several'),
  )
    .option('--all', 'Everything in the queue')
    .option('--approve', 'Let suspensions and terminations pass that the brake has held')
    .action(async (id: number | undefined, options) => {
      const filter = filterOf(options)
      const named = Object.values(filter).some((value) => value !== undefined)
      if (id === undefined && !named && !options.all)
        throw new Misuse('Name an entry, or filters, or --all: nothing was tried')
      const approve = options.approve ?? false
      const chosen = id === undefined ? filter : { id }
      const tried = await withLocal(options, (local) => local.run('queue.retry', { ...chosen, approve }))
      const left = tried.passedOver > 0 ? `, ${tried.passedOver} cannot be` : ''
      show(options, tried, `${tried.retried} will be tried again${left}`)
      failUnless(tried.retried > 0 || (options.all === true && !named))
    })

  asLocal(
    queue.command('recount').description('Count what is open anew, where `check` found it counted wrongly'),
  ).action(async (options) => {
    const { open } = await withLocal(options, (local) => local.run('queue.recount', {}))
    show(options, { open }, `${open} are open`)
  })

  for (const [verb, about, done] of [
    ['resolve', 'Settle an entry: it was done in another way', 'settled'],
    ['cancel', 'Drop an entry: nobody wants it any more', 'cancelled'],
  ] as const)
    asLocal(queue.command(verb).argument('<id>', '', wholeNumber).description(about))
      .option('--note <text>', 'Why, for the activity log', '')
      .action(async (id: number, options) => {
        const closing = { id, note: options.note as string }
        const closed = await withLocal(options, (local) => local.run(`queue.${verb}`, closing))
        show(options, closed, `Entry ${closed.id} is ${done}`)
      })
}

async function listGroups(options: Record<string, never>): Promise<void> {
  const groups = await withLocal(options, (local) => local.run('queue.groups', filterOf(options)))
  show(options, groups, () =>
    groups.length === 0
      ? 'Nothing is held'
      : table(
          ['ENTRIES', 'SERVER', 'MODULE', 'CLASS', 'SINCE', 'CAUSE'],
          groups.map(({ entries, serverId, serverName, module, failureClass, firstAt, cause, lastError }) => [
            ...[entries, serverName ?? serverId ?? '-', module, failureClass, when(firstAt)],
            cause || lastError,
          ]),
        ),
  )
}

type Named = Result<'queue.list'>[number]

/** Such as `service 7 (Plus, example.com)`. */
function subjectOf({ serviceType, serviceId, productName, domain }: Named): string {
  const names = [productName, domain].filter(Boolean).join(', ')
  return `${serviceType} ${serviceId}${names && ` (${names})`}`
}

function whereOf({ clientName, serverName }: Named): string[] {
  const known = [clientName && `Client: ${clientName}`, serverName && `Server: ${serverName}`].filter(Boolean)
  return known.length > 0 ? [oneLine(known.join(', '))] : []
}
