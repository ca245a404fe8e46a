export type ServerSentMessage = { id: string; event: string; data: string }

/** A message of ours is a few kilobytes: a server that sends more without an end is none of ours. */
const LONGEST = 10_000_000

/** The messages of a stream of Server-Sent Events (WHATWG HTML, section 9.2), heartbeats without data among them. */
export async function* messagesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentMessage> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    while (true) {
      const { done, value } = await reader.read()
      if (done) return
      rest += decoder.decode(value, { stream: true })
      if (rest.length > LONGEST) throw new Error('A message without an end')
      let end = rest.indexOf('\n\n')
      while (end !== -1) {
        yield messageOf(rest.slice(0, end))
        rest = rest.slice(end + 2)
        end = rest.indexOf('\n\n')
      }
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

function messageOf(block: string): ServerSentMessage {
  const message = { id: '', event: '', data: '' }
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon)
    if (name === 'id' || name === 'event' || name === 'data') message[name] = line.slice(colon + 1).trimStart()
  }
  return message
}
