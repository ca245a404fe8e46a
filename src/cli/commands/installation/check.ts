import type { Command } from 'commander'
import type { Result } from '../../../local/connect.ts'
import { FAILED } from '../../failure.ts'
import { asLocal, withLocal } from '../../local.ts'
import { NO_TABLE, show } from '../../output.ts'

export function addCheck(program: Command): void {
  asLocal(
    program.command('check').description('Say what is missing or not as it should be; exit code 1 for a problem'),
    NO_TABLE,
  )
    .option('--full', 'Compare indexes with their tables too, and read all that lies beside the rows')
    .option('--no-servers', 'Do not ask the servers whether they answer')
    .action(async ({ servers, full = false, ...options }) => {
      const checked = await withLocal(options, (local) => local.run('check', { askServers: servers, full }))
      show(options, checked, () => describe(checked))
      if (checked.problems.length > 0) process.exitCode = FAILED
    })
}

function describe({ facts, problems, warnings }: Result<'check'>): string {
  const lines = [...headLines(facts), ...sealedLines(facts), ...findingLines({ problem: problems, warning: warnings })]
  if (problems.length + warnings.length === 0) lines.push('', 'Everything is as it should be')
  return lines.join('\n')
}

export const headLines = (facts: Result<'check'>['facts']): string[] => [
  `Provisor ${facts.version}, ${facts.database}, schema ${facts.schema}`,
  `Data in ${facts.dataDir}, times in ${facts.timezone}`,
]

/** Each with what to do about it, under a word for how bad it is. */
export const findingLines = (found: Readonly<Record<string, readonly { message: string; hint: string }[]>>): string[] =>
  Object.entries(found).flatMap(([word, findings]) =>
    findings.flatMap(({ message, hint }) => ['', `${word}: ${message}`, `  ${hint}`]),
  )

/** One line for each key: what it seals, by place. */
function sealedLines({ sealed }: Result<'check'>['facts']): string[] {
  const byKey = Map.groupBy(sealed, ({ key }) => key)
  return [...byKey].map(([key, counts]) => {
    const places = counts.map(({ place, values }) => `${values} of ${place}`)
    return `Secret key ${key} seals ${places.join(', ')}`
  })
}
