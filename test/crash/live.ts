import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { plainEnvironment } from '../support/command.ts'

type Kills = (line: string, count: number) => boolean

/** One life of a process: until the line it says of which `kills` is true, and then by SIGKILL, or to its end. */
export async function live(program: string, args: readonly (string | number)[], kills: Kills = () => false) {
  const child = spawn(process.execPath, [program, ...args.map(String)], {
    env: plainEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout }))
    if (kills(line, said.push(line))) child.kill('SIGKILL')
  const [code, signal] = (await ended) as [number | null, NodeJS.Signals | null]
  return {
    said,
    signal,
    code,
    /** What follows this word in the lines that begin with it. */
    words: (first: string): string[][] =>
      said.map((line) => line.split(' ')).flatMap(([word, ...rest]) => (word === first ? [rest] : [])),
  }
}
