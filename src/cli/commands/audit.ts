import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Result } from '../../local/connect.ts'
import { FAILED, Misuse } from '../failure.ts'
import { asLocal, withLocal } from '../local.ts'
import { show } from '../output.ts'
import { whileWaiting } from '../progress.ts'

export function addAudit(program: Command): void {
  const audit = program.command('audit').description('Prove that the activity log is as it was written')

  asLocal(
    audit
      .command('anchor')
      .description('Print the end of the activity log, sealed, to keep where nobody can change it'),
  ).action(async (options) => {
    const made = await withLocal(options, (local) => local.run('audit.anchor', {}))
    show(options, made, made.anchor)
  })

  asLocal(
    audit.command('verify').description('Verify the whole activity log; exit code 1 when something was altered or cut'),
  )
    .option('--anchor <text...>', 'Anchors that were kept')
    .option('--anchor-file <path>', 'A file of anchors, one a line, as --audit-anchor-file of serve writes it')
    .action(async (options) => {
      const anchors = [...(options.anchor ?? []), ...(await anchorsIn(options.anchorFile))]
      const verdict = await whileWaiting(options, 'Verifying the activity log', () =>
        withLocal(options, (local) => local.run('audit.verify', { anchors })),
      )
      show(options, verdict, () => describe(verdict, anchors))
      if (!verdict.intact) process.exitCode = FAILED
    })
}

/** The last word of each line: what is before it is the time. */
async function anchorsIn(path: string | undefined): Promise<string[]> {
  if (path === undefined) return []
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    throw new Misuse(`Reading ${path}: ${cause instanceof Error ? cause.message : cause}`, 'Name a file of anchors')
  }
  return text.split('\n').flatMap((line) => line.trim().split(/\s+/).at(-1) || [])
}

function describe(verdict: Result<'audit.verify'>, anchors: readonly string[]): string {
  if (!verdict.intact)
    return verdict.why === 'foreign anchor'
      ? `Anchor ${verdict.index + 1} is not one of this installation: ${anchors[verdict.index]}`
      : `The activity log was tampered with: entry ${verdict.position} is ${verdict.why}`
  const { start, head, prunedAnchors } = verdict
  const entries =
    head.position === start.position ? 'It has no entries' : `Entries ${start.position + 1} to ${head.position}`
  const lines = [`The activity log is as it was written. ${entries}`]
  if (start.position > 0) lines.push(`Entries up to ${start.position} were removed by age`)
  if (anchors.length > 0)
    lines.push(`${anchors.length - prunedAnchors} anchors hold, ${prunedAnchors} are of entries removed by age`)
  else lines.push('Only an anchor shows that the whole log was not put back as it was before: provisor audit anchor')
  return lines.join('\n')
}
