import { spawn } from 'node:child_process'

export type CommandEnd =
  /** It never ran. */
  | { end: 'not-started'; code: string }
  | { end: 'exited'; status: number }
  /** Somebody else's signal, or ours when the output had no end. */
  | { end: 'killed'; why: string }
  | { end: 'called-off' }

export type CommandRun = CommandEnd & { stdout: string; stderr: string }

const MAX_OUTPUT_BYTES = 1024 * 1024

/** Nothing of ours is in its environment: a secret there would be everybody's who lists processes. */
const ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' }

type Options = { file: string; folder: string; input: string; signal: AbortSignal }

/**
 * Runs an executable without a shell, gives it `input` and gathers what it says. When it is called off or says too much it
 * is killed together with everything that it has started.
 */
export function runCommand({ file, folder, input, signal }: Options): Promise<CommandRun> {
  return new Promise((resolve) => {
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] }
    let size = 0
    let killedFor = ''
    // A group of its own, so that its children end with it.
    const child = spawn(file, { cwd: folder, env: ENVIRONMENT, detached: true, stdio: 'pipe', shell: false })
    const kill = () => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended meanwhile.
      }
    }
    const finish = (end: CommandEnd) => {
      signal.removeEventListener('abort', callOff)
      const textOf = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString()
      resolve({ ...end, stdout: textOf(output.stdout), stderr: textOf(output.stderr) })
    }
    const callOff = () => {
      kill()
      finish({ end: 'called-off' })
    }
    signal.addEventListener('abort', callOff, { once: true })
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= MAX_OUTPUT_BYTES) output[stream].push(chunk)
        else if (killedFor === '') {
          killedFor = `more than ${MAX_OUTPUT_BYTES} bytes of output`
          kill()
        }
      })
    child.on('error', (failure: NodeJS.ErrnoException) =>
      finish({ end: 'not-started', code: failure.code ?? failure.message }),
    )
    child.on('close', (status, by) =>
      finish(
        status === null || killedFor !== ''
          ? { end: 'killed', why: killedFor || String(by) }
          : { end: 'exited', status },
      ),
    )
    // A command that does not read what it is told has its reasons.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
