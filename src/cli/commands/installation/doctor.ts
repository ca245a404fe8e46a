import type { Command } from 'commander'
import { VERSION } from '../../../base/version.ts'
import type { Result } from '../../../local/connect.ts'
import { FAILED } from '../../failure.ts'
import { asLocal, withLocal } from '../../local.ts'
import { NO_TABLE, show } from '../../output.ts'
import { findingLines, headLines } from './check.ts'

export function addDoctor(program: Command): void {
  asLocal(
    program
      .command('doctor')
      .description(
        'Look at the installation and the machine it is on, and say what to do next; exit code 1 for a problem',
      ),
    NO_TABLE,
  )
    .option('--no-servers', 'Do not ask the servers whether they answer')
    .action(async ({ servers, ...options }) => {
      const diagnosis = await withLocal(options, async (local) => {
        const { version } = await local.run('hello', {})
        const found = await local.run('doctor', { askServers: servers })
        return version === VERSION ? found : { ...found, warnings: [otherVersion(version), ...found.warnings] }
      })
      show(options, diagnosis, () => describe(diagnosis))
      if (diagnosis.problems.length > 0) process.exitCode = FAILED
    })
}

const otherVersion = (version: string) => ({
  message: `The server that runs is ${version}, and this program is ${VERSION}`,
  hint: 'Start the server again; docs/upgrading.md',
})

function describe({ facts, problems, warnings, next, fine }: Result<'doctor'>): string {
  const lines = [...headLines(facts), ...findingLines({ problem: problems, warning: warnings, next })]
  if (fine.length > 0) lines.push('', `As it should be: ${fine.join(', ')}`)
  return lines.join('\n')
}
