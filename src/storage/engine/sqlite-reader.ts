import { parentPort, workerData } from 'node:worker_threads'
import SQLite from 'better-sqlite3'
import { codeOf, type StreamReply, type StreamRequest } from './sqlite-stream.ts'

// The thread behind sqlite-stream.ts: one open iterator a stream, advanced only when the other side has asked, so that a
// slow reader costs one batch of memory.
const connection = new SQLite(workerData.file, { readonly: true })
connection.pragma('busy_timeout = 5000')
connection.pragma('mmap_size = 268435456')

const open = new Map<number, { rows: IterableIterator<unknown>; batchSize: number }>()
const reply = (message: StreamReply) => parentPort?.postMessage(message)

parentPort?.on('message', (request: StreamRequest) => {
  const { id } = request
  try {
    if ('text' in request) {
      const rows = connection.prepare(request.text).iterate(...request.values)
      open.set(id, { rows, batchSize: request.batchSize })
      sendBatch(id)
    } else if (request.next) {
      sendBatch(id)
    } else {
      open.get(id)?.rows.return?.()
      open.delete(id)
    }
  } catch (cause) {
    open.delete(id)
    reply({ id, error: cause instanceof Error ? cause.message : String(cause), code: codeOf(cause) })
  }
})

function sendBatch(id: number): void {
  const stream = open.get(id)
  if (!stream) return
  const batch: unknown[] = []
  while (batch.length < stream.batchSize) {
    const step = stream.rows.next()
    if (step.done) {
      open.delete(id)
      reply({ id, rows: batch, done: true })
      return
    }
    batch.push(step.value)
  }
  reply({ id, rows: batch, done: false })
}
