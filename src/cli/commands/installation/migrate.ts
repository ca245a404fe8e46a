import type { Command, OptionValues } from 'commander'
import type { MigrationPlan } from '../../../local/migration-plan.ts'
import { asLocal, requireHere, withLocal } from '../../local.ts'
import { show } from '../../output.ts'
import { configOf } from '../../settings.ts'

export function addMigrate(program: Command): void {
  asLocal(program.command('migrate').description('Bring the database to the schema of this version; serve does it too'))
    .option('--plan', 'Say what would be applied, and change nothing')
    .action(({ plan, ...options }) => (plan ? showPlan(options) : apply(options)))
}

async function apply(options: OptionValues): Promise<void> {
  const hello = await withLocal(options, (local) => local.run('hello', {}), { create: true })
  const { schema, database } = hello
  // A running server migrated when it started, which is not what this command did.
  const applied = hello.pid === process.pid ? hello.applied : []
  show(options, { schema, database, applied }, () =>
    applied.length === 0
      ? `Nothing to do: schema ${schema}, ${database}`
      : applied.map((name) => `Applied ${name}`).join('\n'),
  )
}

async function showPlan(options: OptionValues): Promise<void> {
  requireHere(options)
  const { planHere } = await import('../../../local/migration-plan.ts')
  const plan = await planHere(configOf(options))
  show(options, plan, () => describe(plan))
}

function describe({ schema, target, missing }: MigrationPlan): string {
  if (missing.length === 0) return `Nothing to do: schema ${target}`
  const lines = [`From ${schema ?? 'nothing'} to ${target}:`, ...missing.map((name) => `  ${name}`)]
  if (schema !== undefined)
    lines.push('An older program does not start on it afterwards: make a backup first (provisor backup create)')
  return lines.join('\n')
}
