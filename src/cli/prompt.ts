import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Misuse } from './failure.ts'

export const isInteractive = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

/** A new password: from standard input where that was said, else asked for on the terminal. */
export async function passwordFrom({ passwordStdin }: { passwordStdin?: boolean }): Promise<string> {
  if (passwordStdin) return readPassword()
  if (isInteractive()) return askNewPassword()
  throw new Misuse('There is no terminal to ask for the password', 'Pass it with --password-stdin')
}

/** Asks on the terminal without showing what is typed, twice so that a slip of the finger is seen. */
async function askNewPassword(): Promise<string> {
  const password = await askHidden('Password: ')
  if (password !== (await askHidden('Again: '))) throw new Misuse('The two passwords differ')
  return password
}

/** The first line of standard input. */
export async function readPassword(): Promise<string> {
  const [line = ''] = (await text(process.stdin)).split(/\r?\n/)
  if (line === '') throw new Misuse('Expected a password on standard input')
  return line
}

export async function askYesNo(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}

/** One of several, by its number or its name; the first where nothing is typed. */
export async function askChoice(what: string, choices: readonly string[]): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const lines = choices.map((choice, index) => `  ${index + 1}. ${choice}\n`).join('')
    for (;;) {
      const typed = (await terminal.question(`${what}:\n${lines}Number or name [1] `)).trim()
      const found = typed === '' ? choices[0] : (choices[Number(typed) - 1] ?? choices.find((one) => one === typed))
      if (found !== undefined) return found
    }
  } finally {
    terminal.close()
  }
}

export async function askHidden(question: string): Promise<string> {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  terminal.on('SIGINT', () => process.exit(130))
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
