import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { Command, OptionValues } from 'commander'
import type { Params } from '../../../local/connect.ts'
import { failUnless, Misuse } from '../../failure.ts'
import { asLocal, withLocal } from '../../local.ts'
import { show } from '../../output.ts'
import { wholeNumber } from '../../settings.ts'

type Calls = Params<'outbound.start'>['calls']

export function addStarts(outbound: Command): void {
  asLocal(outbound.command('start <service>').description('Start a service, and print a reference for each start'))
    .option('--to <destination>', 'Whom to call: of a REST application')
    .option('--from <caller>', 'The caller id')
    .option('--token <text>', 'What the application is handed unchanged')
    .option('--parameters <text>', 'What the application is started with: of a UAS application')
    .option('--count <number>', 'How often', wholeNumber, 1)
    .option(
      '--calls <file>',
      'A JSON list of calls instead, such as [{"to":"…"}] or [{"parameters":"…"}]; - is standard input',
    )
    .action(async (service: string, options) => {
      const calls = await callsOf(options)
      const started = await withLocal(options, (local) => local.run('outbound.start', { service, calls }))
      show(options, started, started.references.join('\n'))
    })

  asLocal(outbound.command('cancel <reference...>').description('Take back starts that have not begun'))
    .option('--why <text>', 'Why, for others to see', '')
    .action(async (references: string[], options) => {
      const asked = { references, why: options.why }
      const { cancelled, others, purge, ...rest } = await withLocal(options, (local) =>
        local.run('outbound.cancel', asked),
      )
      show(options, { cancelled, others, purge, ...rest }, () =>
        [
          ...cancelled.map((reference) => `${reference} is cancelled`),
          ...others.map(({ reference, status }) => `${reference} is ${status}: left as it is`),
          ...(purge ? [`Undo with: provisor outbound undo ${purge.purge}`] : []),
        ].join('\n'),
      )
      failUnless(cancelled.length > 0)
    })
}

async function callsOf({ to, from, token, parameters, count, calls: file }: OptionValues): Promise<Calls> {
  const ways = [to, parameters, file].filter((way) => way !== undefined)
  if (ways.length > 1) throw new Misuse('Expected one of --to, --parameters and --calls')
  if (file !== undefined) return parseCalls(file === '-' ? await text(process.stdin) : readCalls(file))
  const call = to === undefined ? { parameters: parameters ?? '' } : { to, from, token }
  return Array.from({ length: count }, () => call)
}

function readCalls(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Misuse(`Reading ${file}: ${cause instanceof Error ? cause.message : cause}`)
  }
}

function parseCalls(json: string): Calls {
  try {
    const calls: unknown = JSON.parse(json)
    if (Array.isArray(calls)) return calls as Calls
  } catch {
    // Told below.
  }
  throw new Misuse('The calls are no JSON list')
}
