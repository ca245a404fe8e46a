import { Worker } from 'node:worker_threads'
import { refuseTrouble } from '../../base/fault.ts'

export type StreamRequest =
  | { id: number; text: string; values: unknown[]; batchSize: number }
  | { id: number; next: boolean }
export type StreamReply =
  | { id: number; rows: unknown[]; done: boolean }
  | { id: number; error: string; code: string | undefined }

/**
 * Long reads happen in a thread with a connection of its own, because a read of 100,000 rows on the main thread would
 * hold up every other request. The thread starts with the first long read.
 */
export function openReaderThread(file: string) {
  let worker: Worker | undefined
  let lastId = 0
  const listeners = new Map<number, (reply: StreamReply) => void>()

  function started(): Worker {
    if (worker) return worker
    const code = new URL(import.meta.url.endsWith('.ts') ? './sqlite-reader.ts' : './sqlite-reader.js', import.meta.url)
    worker = new Worker(code, { workerData: { file } })
    worker.unref()
    worker.on('message', (reply: StreamReply) => listeners.get(reply.id)?.(reply))
    worker.on('error', (cause) => {
      worker = undefined
      for (const [id, tell] of listeners) tell({ id, error: cause.message, code: codeOf(cause) })
    })
    return worker
  }

  async function* stream<Row>(text: string, values: unknown[], batchSize: number): AsyncGenerator<Row[]> {
    const id = ++lastId
    let wake: (reply: StreamReply) => void = () => {}
    const reply = () => new Promise<StreamReply>((resolve) => (wake = resolve))
    listeners.set(id, (message) => wake(message))
    const thread = started()
    thread.ref()
    const ask = (request: StreamRequest) => {
      const answer = reply()
      thread.postMessage(request)
      return answer
    }
    let done = false
    try {
      let answer = await ask({ id, text, values, batchSize })
      while (true) {
        if ('error' in answer)
          refuseTrouble('Reading rows', Object.assign(new Error(answer.error), answer.code && { code: answer.code }))
        done = answer.done
        if (answer.rows.length > 0) yield answer.rows as Row[]
        if (done) return
        answer = await ask({ id, next: true })
      }
    } finally {
      listeners.delete(id)
      if (!done) thread.postMessage({ id, next: false } satisfies StreamRequest)
      if (listeners.size === 0) thread.unref()
    }
  }

  return {
    stream,
    async stop(): Promise<void> {
      await worker?.terminate()
      worker = undefined
    },
  }
}

/** An error crosses between threads without what is its own. */
export const codeOf = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
