import { setTimeout as delay } from 'node:timers/promises'
import { type Command, InvalidArgumentError } from 'commander'
import type { Result } from '../../local/connect.ts'
import { asLocal, withLocal } from '../local.ts'
import { oneLine, showEach, when } from '../output.ts'

const LOOK_MS = 250

export function addEvent(program: Command): void {
  const event = program.command('event').description('What happens')

  asLocal(event.command('tail').description('Tell what happened last, and what happens, until Ctrl-C'))
    .option('--kind <kinds>', 'Of these kinds only, such as service.suspended,order.*')
    .option('--last <number>', 'Begin so many events back', count, 10)
    .option('--after <position>', 'Begin behind this position', count)
    .option('--no-follow', 'End with what there is')
    .action(async (options) => {
      const print = showEach(options)
      const kinds: string[] | undefined = options.kind?.split(',')
      let after: number | undefined = options.after
      for (;;) {
        // The way to the data is opened for each look, so that a server may start and stop meanwhile.
        const part = await withLocal(options, (local) => local.run('event.list', { kinds, after, back: options.last }))
        tell(part, print)
        const isRead = part.through === after || part.events.length === 0
        after = part.through
        if (isRead && !options.follow) return
        if (isRead) await delay(LOOK_MS)
      }
    })
}

type Part = Result<'event.list'>

function tell({ gap, events }: Part, print: ReturnType<typeof showEach>): void {
  if (gap) print({ gap }, () => `events behind ${gap.after} are missing; the oldest is ${gap.oldest}`)
  for (const event of events) print(event, () => lineOf(event))
}

const lineOf = ({ position, at, kind, subjectId, actor, description }: Part['events'][number]): string =>
  `${position}  ${when(at)}  ${kind} ${subjectId}  ${oneLine(actor)}: ${oneLine(description)}`

function count(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.')
  return Number(text)
}
