import { performance } from 'node:perf_hooks'
import { clean } from './colours.ts'
import { isForPeople, type OutputOptions } from './output.ts'

export type Progress = {
  /** How far it is, and `share` of 1 where that is known. */
  at(text: string, share?: number): void
  /** Leaves the line empty. Safe twice. */
  end(): void
}

const HIDE = '\u001b[?25l'
const SHOW = '\u001b[?25h'
const CLEAR = '\r\u001b[2K'
const WIDTH = 20

type Stream = Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean; columns?: number }

/** Tells on stderr how far long work is: in place on a terminal, else a line for each change; programs are told nothing. */
export function makeProgress(options: OutputOptions, stream: Stream = process.stderr): Progress {
  if (!isForPeople(options)) return { at: () => {}, end: () => {} }
  return stream.isTTY === true && process.platform !== 'win32' ? onTerminal(stream) : inLines(stream)
}

function inLines(stream: Stream): Progress {
  let before = ''
  return {
    at(text) {
      if (text !== before) stream.write(`${clean(text)}\n`)
      before = text
    },
    end: () => {},
  }
}

function onTerminal(stream: Stream): Progress {
  let isDrawn = false
  const giveBack = () => {
    if (isDrawn) stream.write(CLEAR + SHOW)
    isDrawn = false
  }
  // Whoever listens to a signal keeps it from ending the process: so it is sent once more.
  const onSignal = (signal: NodeJS.Signals) => {
    end()
    process.kill(process.pid, signal)
  }
  const end = () => {
    giveBack()
    process.off('exit', giveBack).off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }
  process.on('exit', giveBack).once('SIGINT', onSignal).once('SIGTERM', onSignal)
  return {
    at(text, share) {
      const line = clean(share === undefined ? text : `${barOf(share)} ${text}`)
      stream.write((isDrawn ? '' : HIDE) + CLEAR + line.slice(0, (stream.columns || 80) - 1))
      isDrawn = true
    },
    end,
  }
}

function barOf(share: number): string {
  const part = Math.min(1, Math.max(0, share))
  const done = Math.round(part * WIDTH)
  return `[${'#'.repeat(done)}${'.'.repeat(WIDTH - done)}] ${String(Math.floor(part * 100)).padStart(3)} %`
}

/** Work that says nothing of how far it is: on a terminal, how long it goes on already. */
export async function whileWaiting<T>(options: OutputOptions, text: string, work: () => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work()
  const progress = makeProgress(options)
  const began = performance.now()
  const ticking = setInterval(() => progress.at(`${text}, ${Math.round((performance.now() - began) / 1000)} s`), 1000)
  try {
    return await work()
  } finally {
    clearInterval(ticking)
    progress.end()
  }
}
