import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import type { Command } from 'commander'
import { environmentValues } from '../../config.ts'
import type { Result } from '../../local/connect.ts'
import { Misuse } from '../failure.ts'
import { asLocal, withLocal } from '../local.ts'
import { show } from '../output.ts'

type Applied = Result<'apply'>
type Change = Applied['changes'][number]

export function addApply(program: Command): void {
  asLocal(
    program
      .command('apply <file>')
      .description('Bring the installation to what a setup file says; - reads it from standard input'),
  )
    .option('--dry-run', 'Say what would change, and write nothing')
    .action(async (file: string, options) => {
      const text = await read(file)
      // Only what the file asks for leaves this process, and it must come from here: a server has an environment of its own.
      const environment = environmentValues(
        [...text.matchAll(/From['"]?\s*:\s*['"]?env:(\w+)/g)].map((match) => match[1]!),
      )
      const params = { text, environment, dryRun: options.dryRun ?? false }
      const applied = await withLocal(options, (local) => local.run('apply', params), { create: true })
      show(options, applied, () => describe(applied), applied.changes)
    })
}

async function read(file: string): Promise<string> {
  if (file === '-') return readAll(process.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new Misuse(`Reading ${file}: ${cause instanceof Error ? cause.message : cause}`)
  }
}

function describe({ changes, unchanged, dryRun }: Applied): string {
  const count = (what: Change['what']) => changes.filter((change) => change.what === what).length
  const sum = `${count('added')} added, ${count('changed')} changed, ${unchanged} as they were`
  return [...changes.map(line), dryRun ? `Dry run, nothing was written: ${sum}` : sum].join('\n')
}

const line = ({ section, name, what, fields }: Change): string =>
  `${what === 'added' ? '+' : '~'} ${section}: ${name}${Object.entries(fields).map(fieldText).join('')}`

const fieldText = ([name, [before, after]]: [string, readonly [unknown, unknown]]): string =>
  `\n    ${name}: ${JSON.stringify(before ?? null)} -> ${JSON.stringify(after ?? null)}`
