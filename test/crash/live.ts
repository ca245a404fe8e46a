import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { plainEnvironment } from '../support/command.ts'

/** One life of a process: until the line it says of which `kills` is true, and then by SIGKILL, or to its end. */
export async function live(
  program: string,
  args: readonly string[],
  kills: (line: string, count: number) => boolean,
): Promise<{ said: string[]; signal: NodeJS.Signals | null; code: number | null }> {
  const child = spawn(process.execPath, [program, ...args], {
    env: plainEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout }))
    if (kills(line, said.push(line))) child.kill('SIGKILL')
  const [code, signal] = await ended
  return { said, signal, code }
}
