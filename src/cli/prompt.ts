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
