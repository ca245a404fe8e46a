import { onTestFinished } from 'vitest'

type Message = { id: number; event: string; data: Record<string, unknown> & { position?: number } }

type Options = { port: number; token: string; query?: string; lastEventId?: number }

/** Reads a stream of events as a client does, until it ends or `close` is called. Heartbeats move `lastId` only. */
export async function readEvents({ port, token, query = '', lastEventId }: Options) {
  const over = new AbortController()
  onTestFinished(() => over.abort())
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/events${query}`, {
    headers: {
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
      ...(lastEventId !== undefined && { 'last-event-id': String(lastEventId) }),
    },
    signal: over.signal,
  })
  const messages: Message[] = []
  const reader = { response, messages, lastId: lastEventId ?? 0, retry: 0, ended: false, close: () => over.abort() }

  function take(block: string): void {
    const fields = Object.fromEntries(
      block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
    )
    if (fields.retry) reader.retry = Number(fields.retry)
    if (fields.id) reader.lastId = Number(fields.id)
    if (fields.data) messages.push({ id: Number(fields.id), event: fields.event!, data: JSON.parse(fields.data) })
  }

  async function read(): Promise<void> {
    let rest = ''
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + piece).split('\n\n')
      rest = blocks.pop()!
      blocks.forEach(take)
    }
  }
  const reading = read()
    .catch(() => {})
    .finally(() => {
      reader.ended = true
    })
  return { ...reader, reading, current: reader }
}
