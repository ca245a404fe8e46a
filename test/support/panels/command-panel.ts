import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { act, type Books, type Message } from '../../../src/fake-panels/webhook/books.ts'

/*
 * A command that keeps accounts in a file of its folder, and gets into the trouble that another file names. It is run by
 * the command backend, in a process of its own.
 */

type Kept = { accounts: [string, never][]; names: [string, never][] }
export type CommandTrouble = { name: string; calls: 'changing' | 'asking' }

const READING = /\.(test|list|state|usage|sso)$/

const keep = (file: string, content: unknown): void => {
  writeFileSync(`${file}.draft`, JSON.stringify(content))
  renameSync(`${file}.draft`, file)
}
const kept = <T>(file: string, otherwise: T): T =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : otherwise

const message = JSON.parse(await text(process.stdin)) as Message
const { accounts, names } = kept<Kept>('books.json', { accounts: [], names: [] })
const books: Books = {
  accounts: new Map(accounts),
  names: new Map(names),
  products: new Set(['starter', 'plus']),
  changes: 0,
}
const asking = READING.test(message.type)
const trouble = kept<CommandTrouble | null>('trouble.json', null)
const struck = trouble && (trouble.name === 'denied' || (trouble.calls === 'asking') === asking) ? trouble.name : ''

switch (struck) {
  case 'busy':
    process.stdout.write('{"code":"transient","message":"Later, please","retry_after":7}')
    process.exit(1)
    break
  case 'denied':
    process.stderr.write('Who are you?\n')
    process.exit(77)
    break
  case 'broken':
    process.stderr.write('Segmentation fault\n')
    process.exit(139)
}
const { status, body } = act(books, message, Date.parse('2026-01-02T03:04:05Z'))
keep('books.json', { accounts: [...books.accounts], names: [...books.names] })
if (struck === 'lost') process.kill(process.pid, 'SIGKILL')
if (struck === 'silent') {
  keep('silent.json', process.pid)
  setInterval(() => {}, 1000)
} else {
  process.stdout.write(JSON.stringify(body))
  process.exitCode = status < 400 ? 0 : 1
}
