import type { Command } from 'commander'
import type { Result } from '../../../local/connect.ts'
import { WORKS } from '../../../local/works.ts'
import { Misuse } from '../../failure.ts'
import { asLocal, withLocal } from '../../local.ts'
import { NO_TABLE, show, table, when } from '../../output.ts'

type Status = Result<'hold.get'>
type WorkKind = (typeof WORKS)[number]

/** The installation as a whole: nothing leaves it, or it goes on. */
export function addHold(program: Command): void {
  asLocal(
    program.command('hold').description('Let nothing leave any more: no panels, pages, webhooks, mails'),
    NO_TABLE,
  )
    .option('--why <text>', 'Shown to everybody who wonders', '')
    .action(async ({ why, ...options }) => {
      const status = await withLocal(options, (local) => local.run('hold.begin', { why }))
      show(options, status, () => describe(status))
    })

  asLocal(
    program
      .command('release')
      .description('Let go what is held, as a restored copy is; says what waits, which is to be run or dropped'),
    NO_TABLE,
  )
    .option('--run <work>', `What waits and is to be carried out: ${WORKS.join(', ')}, or all`, worksOf)
    .option('--drop <work>', 'What waits and is to be dropped, likewise; all is what --run leaves', worksOf)
    .action(async ({ run, drop, ...options }) => {
      const status = await withLocal(options, (local) => local.run('hold.release', decided(run ?? [], drop ?? [])))
      show(options, status, () => describe(status))
    })
}

/** `all` on one side is what the other one does not name. */
function decided(run: readonly WorkKind[], drop: readonly WorkKind[]): { run: WorkKind[]; drop: WorkKind[] } {
  const isAll = (list: readonly WorkKind[]) => list.length === WORKS.length
  if (isAll(run)) return { run: run.filter((work) => !drop.includes(work)), drop: [...drop] }
  return { run: [...run], drop: isAll(drop) ? drop.filter((work) => !run.includes(work)) : [...drop] }
}

function worksOf(text: string): WorkKind[] {
  if (text === 'all') return [...WORKS]
  return text.split(',').map((word) => {
    const name = word.trim().replaceAll('-', '_')
    if (!(WORKS as readonly string[]).includes(name))
      throw new Misuse(`Expected ${WORKS.join(', ')} or all, got ${JSON.stringify(word.slice(0, 50))}`)
    return name as WorkKind
  })
}

function describe({ held, waiting }: Status): string {
  const head = held ? `Held since ${when(held.since)}: ${held.why}` : 'Nothing is held'
  if (!held || waiting.length === 0) return head
  const rows = waiting.map(({ work, count, oldest }) => [work, String(count), when(oldest)])
  return `${head}\n${table(['WAITS', 'COUNT', 'OLDEST'], rows)}`
}
