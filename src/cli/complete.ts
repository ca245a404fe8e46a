import { Argument, type Command, type Option } from 'commander'
import { GLOBAL } from './command-line.ts'

/** What could stand in the place of the last of these words, each with what it is: commands, flags and known values. */
export function completionsOf(program: Command, words: readonly string[]): [word: string, about: string][] {
  // Bash takes `--flag=value` apart.
  const before = words.slice(0, -1).filter((word) => word !== '=')
  const last = words.at(-1) === '=' ? '' : (words.at(-1) ?? '')
  const { command, awaited, operands } = walk(program, before)
  const found = awaited ? valuesOf(awaited) : last.startsWith('-') ? flagsOf(command) : namesOf(command, operands)
  return found.filter(([word]) => word.startsWith(last))
}

type Place = { command: Command; awaited: Option | undefined; operands: number }

function walk(program: Command, words: readonly string[]): Place {
  const place: Place = { command: program, awaited: undefined, operands: 0 }
  for (const word of words) {
    const next = place.command.commands.find((each) => each.name() === word)
    if (place.awaited) place.awaited = undefined
    else if (word.startsWith('-')) {
      const option = optionsOf(place.command).find(({ long, short }) => long === word || short === word)
      if (option?.required) place.awaited = option
    } else if (next) place.command = next
    else if (word !== 'help') place.operands++
  }
  return place
}

const optionsOf = (command: Command): readonly Option[] =>
  command.commands.length > 0 ? [...command.options, ...GLOBAL] : command.options

const flagsOf = (command: Command): [string, string][] => [
  ...optionsOf(command).flatMap(({ long, hidden, description }): [string, string][] =>
    long && !hidden ? [[long, description]] : [],
  ),
  ['--help', 'Print this help'],
]

function namesOf(command: Command, operands: number): [string, string][] {
  const names = command.createHelp().visibleCommands(command)
  const argument = command.registeredArguments[operands] ?? command.registeredArguments.at(-1)
  return [
    ...names.map((each): [string, string] => [each.name(), each.description()]),
    ...(argument ? valuesOf(argument) : []),
  ]
}

const valuesOf = (taker: Option | Argument): [string, string][] => (taker.argChoices ?? []).map((each) => [each, ''])

/** They ask the program itself, which knows its flags best; it reads no data for that. */
const SCRIPTS = {
  bash: `_provisor() {
  local IFS=$'\\n'
  COMPREPLY=($("$1" __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
}
complete -o default -F _provisor provisor
`,
  zsh: `#compdef provisor
_provisor() {
  local -a found
  found=(\${(f)"$("\${words[1]}" __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( \${#found} )); then
    found=("\${found[@]/$'\\t'/:}")
    _describe provisor found
  else
    _files
  fi
}
compdef _provisor provisor
`,
  fish: `function __provisor_complete
  set -l before (commandline -opc)
  set -l program $before[1]
  set -e before[1]
  set -l last (commandline -ct)
  $program __complete $before "$last" 2>/dev/null
end
complete -c provisor -a '(__provisor_complete)'
`,
} as const

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('Print a script that completes commands, flags and values in a shell')
    .addArgument(new Argument('<shell>', 'For which').choices(Object.keys(SCRIPTS)))
    .addHelpText('after', '\nIn ~/.bashrc: eval "$(provisor completion bash)"; in ~/.zshrc likewise, after compinit.')
    .action((shell: keyof typeof SCRIPTS) => void process.stdout.write(SCRIPTS[shell]))
}
