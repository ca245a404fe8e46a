import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

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
    // Without its streams where this process has no file handle left for them.
    const child: ChildProcess = spawn(file, {
      cwd: folder,
      env: ENVIRONMENT,
      detached: true,
      stdio: 'pipe',
      shell: false,
    })
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
      // What has left the group may hold them open for ever.
      for (const stream of [child.stdout, child.stderr]) stream?.destroy()
      finish({ end: 'called-off' })
    }
    signal.addEventListener('abort', callOff, { once: true })
    if (signal.aborted) callOff()
    child.on('error', (failure: NodeJS.ErrnoException) =>
      finish({ end: 'not-started', code: failure.code ?? failure.message }),
    )
    for (const name of ['stdout', 'stderr'] as const)
      listen(child[name], (chunk) => {
        size += chunk.length
        if (size <= MAX_OUTPUT_BYTES) output[name].push(chunk)
        else if (killedFor === '') {
          killedFor = `more than ${MAX_OUTPUT_BYTES} bytes of output`
          kill()
        }
      })
    child.on('close', (status, by) =>
      finish(
        status === null || killedFor !== ''
          ? { end: 'killed', why: killedFor || String(by) }
          : { end: 'exited', status },
      ),
    )
    // A command that does not read what it is told has its reasons.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}

/** What ends early ends the command, which tells. */
const listen = (stream: Readable | null | undefined, heard: (chunk: Buffer) => void) =>
  stream?.on('data', heard).on('error', () => {})
