import { type Command, Option } from 'commander'

/** The flags of a credential and of a member of the staff that say how the answers to them look. */
export function withAnswerStyle(command: Command): Command {
  return command
    .addOption(
      new Option('--numbers <kind>', 'How answers print the numbers that the documents print in quotes')
        .choices(['documented', 'native'])
        .default('documented'),
    )
    .addOption(
      new Option('--http-status <mode>', 'The HTTP status of what the Remote API refuses')
        .choices(['documented', 'always-200'])
        .default('documented'),
    )
    .option('--stringify-columns', 'Let the Remote API give every column of a record as text')
}
