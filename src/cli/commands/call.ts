import { type Command, Option } from 'commander'
import { FAILED, Misuse } from '../failure.ts'
import { asLocal, withLocal } from '../local.ts'
import { isForPeople, NO_TABLE, show } from '../output.ts'

const FORMATS = ['xml', 'nvp', 'flat'] as const

export function addCall(program: Command): void {
  const command = asLocal(program.command('call <action> [parameters...]'), NO_TABLE)
    .description('Run an action of the client-service (WHMCS) API without credentials; exit code 1 when it refuses')
    .option('--as <staff>', 'Act as this staff member, with their permissions')
    .addHelpText('after', '\nParameters are key=value, also with brackets: clientid=1 pid[0]=3 customfields[1]=x')
  for (const format of FORMATS) {
    const others = FORMATS.filter((other) => other !== format)
    command.addOption(new Option(`--${format}`, `Print the answer as ${format.toUpperCase()}`).conflicts(others))
  }
  command.action(async (action: string, parameters: string[], options) => {
    const format = FORMATS.find((name) => options[name])
    const params = { command: action, values: parameters.map(pairOf), as: options.as, format }
    const { answer, text } = await withLocal(options, (local) => local.run('call', params))
    // In the forms of its face the answer is printed as that face would, to the byte.
    if (text !== undefined && isForPeople(options)) process.stdout.write(`${text}\n`)
    else show(options, answer, () => JSON.stringify(answer, null, 2))
    if (answer.result === 'error') process.exitCode = FAILED
  })
}

function pairOf(parameter: string): [key: string, value: string] {
  const equals = parameter.indexOf('=')
  if (equals < 1) throw new Misuse(`Expected key=value, got ${JSON.stringify(parameter)}`)
  return [parameter.slice(0, equals), parameter.slice(equals + 1)]
}
