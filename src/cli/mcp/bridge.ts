import type { Readable, Writable } from 'node:stream'
import { type McpMessage, makeHeaders } from './headers.ts'

/** The server takes no longer messages. */
const LONGEST_LINE = 1024 * 1024
const AT_ONCE = 16

export type McpAnswered = { readonly status: number; readonly body: string }

type Parts = {
  input: Readable
  output: Writable
  /** Takes one message to the server. */
  send(message: unknown, headers: Record<string, string>): Promise<McpAnswered>
}

/** Passes each line of the input on as a message, and writes what is answered: that and nothing else. Ends with the input. */
export async function bridge({ input, output, send }: Parts): Promise<void> {
  const headers = makeHeaders()
  const underway = new Set<Promise<void>>()
  // Whoever reads is gone: nobody waits for the rest.
  output.on('error', () => input.destroy())
  const write = (message: unknown) => output.write(`${JSON.stringify(message)}\n`)

  async function pass(message: McpMessage): Promise<void> {
    try {
      const answer = messageIn(await send(message, headers.of(message)))
      if (answer === undefined) return
      headers.heed(message, answer as { result?: { protocolVersion?: unknown } })
      write(answer)
    } catch (failure) {
      if (message.id !== undefined) write(faultOf(message.id, -32000, (failure as Error).message))
    }
  }

  for await (const line of linesOf(input)) {
    const message = line === undefined ? undefined : parsed(line)
    if (typeof message !== 'object' || message === null || Array.isArray(message)) {
      write(faultOf(null, -32700, line === undefined ? 'The message is too long' : 'This is no message'))
      continue
    }
    const passing = pass(message).finally(() => underway.delete(passing))
    underway.add(passing)
    // What begins the conversation is answered before anything else is asked.
    if ((message as McpMessage).method === 'initialize') await passing
    if (underway.size >= AT_ONCE) await Promise.race(underway)
  }
  await Promise.all(underway)
}

const faultOf = (id: McpMessage['id'], code: number, message: string) => ({
  jsonrpc: '2.0',
  id: id ?? null,
  error: { code, message },
})

/** The message in an answer over HTTP; undefined where there is none. Throws what was answered instead of one. */
function messageIn({ status, body }: McpAnswered): object | undefined {
  if (status === 202 || body === '') return undefined
  const data = body.split('\n').find((line) => line.startsWith('data: '))
  const answer = parsed(data === undefined ? body : data.slice('data: '.length))
  if (typeof answer === 'object' && answer !== null) {
    if ('jsonrpc' in answer) return answer
    if ('detail' in answer) throw new Error(`Provisor refused it (${status}): ${answer.detail}`)
  }
  throw new Error(`The server answered with status ${status} and not as Provisor does`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Undefined for one that is too long, whose rest is passed over. */
async function* linesOf(input: Readable): AsyncGenerator<string | undefined> {
  let pieces: Buffer[] = []
  let size = 0
  let isTooLong = false
  for await (const chunk of input as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; from = end + 1, end = chunk.indexOf(10, from)) {
      pieces.push(chunk.subarray(from, end))
      const line = Buffer.concat(pieces).toString('utf8').trim()
      if (isTooLong || size + end - from > LONGEST_LINE) yield undefined
      else if (line !== '') yield line
      pieces = []
      size = 0
      isTooLong = false
    }
    size += chunk.length - from
    isTooLong ||= size > LONGEST_LINE
    if (isTooLong) pieces = []
    else pieces.push(Buffer.from(chunk.subarray(from)))
  }
  const last = Buffer.concat(pieces).toString('utf8').trim()
  if (isTooLong) yield undefined
  else if (last !== '') yield last
}
