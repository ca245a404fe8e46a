import { Command, Option } from 'commander'
import { expect, test } from 'vitest'
import { readCommandLine } from './command-line.ts'
import { asLocal } from './local.ts'
import { withOutput } from './output.ts'
import { wholeNumber } from './settings.ts'

function program(): Command {
  const program = new Command('provisor')
  withOutput(program.command('version'))
  const staff = program.command('staff')
  asLocal(staff.command('list [names...]'))
    .option('--kinds <kind...>')
    .option('--csv [file]')
    .option('--limit <number>', '', wholeNumber)
    .addOption(new Option('--no-follow'))
  return program
}

test.each([
  ['staff list', 'staff list: --'],
  ['--json staff list', 'staff list: --json --'],
  ['--data-dir x staff list', 'staff list: --data-dir=x --'],
  ['staff --data-dir=x list -o csv', 'staff list: --data-dir=x --output=csv --'],
  ['staff list a -ocsv b -- --c', 'staff list: --output=csv -- a b --c'],
  ['staff list --kinds a b --limit 5 c', 'staff list: --kinds=a --kinds=b --limit=5 -- c'],
  ['staff list --csv --json', 'staff list: --csv --json --'],
  ['staff list --csv f --no-follow', 'staff list: --csv=f --no-follow --'],
  ['--data-dir x staff list --data-dir x', 'staff list: --data-dir=x --data-dir=x --'],
  ['-h', ': --help'],
  ['staff list --limit x -h', 'staff list: --help'],
  ['help staff list', 'staff list: --help'],
  ['staff help list', 'staff list: --help'],
  ['staff', 'staff: '],
  ['-v', 'version: '],
  ['--version --json', 'version: --json'],
  ['version -o yaml', 'version: --output=yaml --'],
])('%s is meant as %s', (line, expected) => {
  const { command, words } = readCommandLine(program(), line.split(' '))
  const names = [command.parent?.parent && command.parent.name(), command.parent && command.name()]
  expect(`${names.filter(Boolean).join(' ')}: ${words.join(' ')}`).toBe(expected)
})
