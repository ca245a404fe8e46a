import type { Command } from 'commander'
import type { Result } from '../../local/connect.ts'
import { asLocal, withLocal } from '../local.ts'
import { oneLine, show, when } from '../output.ts'

export function addAttention(program: Command): void {
  asLocal(program.command('attention').description('What needs a person, and what mends it; the oldest first')).action(
    async (options) => {
      const attention = await withLocal(options, (local) => local.run('attention.list', {}))
      show(options, attention, () => describe(attention), attention.items)
    },
  )
}

function describe({ items, counts }: Result<'attention.list'>): string {
  const summed = `${counts.held} held, ${counts.retrying} tried again by themselves, ${counts.waiting} starts wait`
  const lines = items.flatMap(({ count, title, explanation, since, fix }) => [
    '',
    `${count}  ${oneLine(title)} (since ${when(since)})`,
    `  ${oneLine(explanation)}`,
    `  ${oneLine(fix.label)}: ${oneLine(fix.effect)}`,
    ...(fix.call ? [`  ${fix.call.operation} ${JSON.stringify({ ...fix.call.params, ...fix.call.body })}`] : []),
  ])
  const verdict = items.length === 0 ? 'Nothing needs you' : `${items.length} things need you`
  return [`${verdict}; ${summed}`, ...lines].join('\n')
}
