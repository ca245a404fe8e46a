import { execFile, spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { plainEnvironment, program } from '../support/command.ts'
import { isLong } from '../support/long.ts'
import { scratchName } from '../support/scratch.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a line in a pseudo terminal. */
const PSEUDO_TERMINAL = [
  ['script', ['--version'], (line: string): [string, string[]] => ['script', ['-qec', line, '/dev/null']]] as const,
  [
    'python3',
    ['-c', 'import pty'],
    (line: string): [string, string[]] => [
      'python3',
      ['-c', 'import pty,sys; pty.spawn(["sh","-c",sys.argv[1]])', line],
    ],
  ] as const,
].find(([program, args]) => spawnSync(program, args).status === 0)?.[2]

/** What stands in the `console` blocks of a page: commands, each with what it prints. */
function transcriptOf(page: string): { command: string; output: string }[] {
  const blocks = [...page.matchAll(/^```console\n(.*?)^```$/gms)].map(([, block]) => block!)
  return blocks
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .map((entry) => {
      const end = entry.indexOf('\n')
      return { command: entry.slice(0, end), output: entry.slice(end + 1) }
    })
}

/** What differs from run to run, as one word each. */
const settled = (text: string): string =>
  text
    .replace(/\b[0-9A-Za-z]{32}\b/g, '<token>')
    .replace(/\b[0-9a-f]{8}_\d+\.\d{10}\.\d+\b/g, '<reference>')
    .replace(/\b\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)? UTC/g, '<time>')
    .replace(/\/\S*\/provisor-data\b/g, '<folder>')
    .replace(/(?<=[Kk]ey )[0-9a-f]{8}\b/g, '<fingerprint>')
    .replace(/(Provisor|SQLite) \d+\.\d+\.\d+/g, '$1 <version>')
    .replace(/schema \d{4}_\w+/g, 'schema <name>')

/** A hundred, one after the other, on a machine that may be busy. */
const MANY_PROCESSES_MS = 400_000

const TRANSCRIPT = transcriptOf(readFileSync(`${root}docs/cli.md`, 'utf8'))

test('the page has its examples', () => expect(TRANSCRIPT.length).toBeGreaterThan(15))

/** What a short run has in a pseudo terminal as well: it writes nothing, so its output is the same twice. */
const IN_BOTH = /provisor (?:staff list|timesheet|.*--dry-run)/
/** A file is printed into a pipe only. */
const PIPED = /--out -/

describe.concurrent('the examples of docs/cli.md print what stands there', () => {
  /** The terminal needs util-linux or Python, one of which every machine of ours has: left out without either. */
  const inTerminal = PSEUDO_TERMINAL ?? inPipe

  test(
    isLong ? 'in a pipe' : 'in a pipe, and some in a pseudo terminal as well',
    async () => {
      const seen = await runAll((command) =>
        isLong || !PSEUDO_TERMINAL || PIPED.test(command) || !IN_BOTH.test(command) ? [inPipe] : [inPipe, inTerminal],
      )
      // Headings are bold in a terminal, and nowhere else.
      expect(seen.includes('\u001b[1mID')).toBe(!isLong && PSEUDO_TERMINAL !== undefined)
    },
    MANY_PROCESSES_MS,
  )

  test.runIf(isLong && PSEUDO_TERMINAL)(
    'in a pseudo terminal',
    async () => {
      const seen = await runAll((command) => (PIPED.test(command) ? [] : [inTerminal]))
      expect(seen).toContain('\u001b[1mID')
    },
    MANY_PROCESSES_MS,
  )
})

type Way = (line: string) => [string, string[]]

function inPipe(line: string): [string, string[]] {
  return ['sh', ['-c', line]]
}

/** Everything in one folder, which one command has at a time, each in the ways that it is to be run. */
async function runAll(waysOf: (command: string) => Way[]): Promise<string> {
  const folder = mkdtempSync(scratchName('docs'))
  try {
    mkdirSync(`${folder}/bin`)
    writeFileSync(`${folder}/bin/provisor`, `#!/bin/sh\nexec '${process.execPath}' '${await program()}' "$@"\n`)
    chmodSync(`${folder}/bin/provisor`, 0o755)
    copyFileSync(`${root}examples/setup.yaml`, `${folder}/setup.yaml`)
    const env = { ...plainEnvironment(), PATH: `${folder}/bin:${process.env.PATH}`, TERM: 'xterm' }
    let seen = ''
    for (const { command, output } of TRANSCRIPT) {
      // Both outputs, as somebody sees them; nobody answers questions.
      const line = `{ ${command}; } 2>&1 </dev/null`
      for (const way of waysOf(command)) {
        const text = await shell(way(line), folder, env)
        seen += text
        const plain = text.replaceAll('\r\n', '\n').replace(/\p{Cc}\[\d+m/gu, '')
        expect(`$ ${command}\n${settled(plain)}`).toBe(`$ ${command}\n${settled(output)}`)
      }
    }
    return seen
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function shell([file, args]: [string, string[]], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(file, args, { cwd, env }, (_failure, stdout) => resolve(stdout))
    child.stdin!.on('error', () => {}).end()
  })
}
