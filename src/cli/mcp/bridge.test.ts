import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { bridge, type McpAnswered } from './bridge.ts'

/** What is written for these lines, by a server that answers so. */
async function bridged(
  lines: readonly string[],
  answer: (message: never, headers: Record<string, string>) => McpAnswered | Error,
) {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const running = bridge({
    ...{ input, output },
    send: async (message, headers) => {
      const answered = answer(message as never, headers)
      if (answered instanceof Error) throw answered
      return answered
    },
  })
  // Cut anywhere.
  const bytes = Buffer.from(lines.join('\n'))
  for (let at = 0; at < bytes.length; at += 700_001) input.write(bytes.subarray(at, at + 700_001))
  input.end()
  await running
  output.end()
  const written = Buffer.concat(await output.toArray()).toString('utf8')
  return written.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
}

const json = (id: number, status = 200): McpAnswered => ({
  status,
  body: JSON.stringify({ jsonrpc: '2.0', id, result: {} }),
})

test('messages go out with the headers that HTTP wants, those of the beginning as well', async () => {
  const seen: unknown[] = []
  const _meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' }
  const clientInfo = { name: 'Desk\n', version: '1' }
  await bridged(
    [
      { id: 1, method: 'tools/call', params: { name: 'attention', _meta } },
      { id: 2, method: 'initialize', params: { clientInfo } },
      { id: 3, method: 'tools/list' },
    ].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message })),
    ({ id }: { id: number }, { accept: _, 'content-type': __, ...headers }: Record<string, string>) => {
      seen.push(headers)
      const body = { jsonrpc: '2.0', id, result: { protocolVersion: '2025-11-25' } }
      return { status: 200, body: `event: message\ndata: ${JSON.stringify(body)}\n\n` }
    },
  )
  expect(seen).toEqual([
    { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'attention' },
    { 'user-agent': 'Desk? 1' },
    { 'user-agent': 'Desk? 1', 'mcp-protocol-version': '2025-11-25' },
  ])
})

test('only the protocol is written: what fails is an answer, and notifications have none', async () => {
  const long = JSON.stringify({ jsonrpc: '2.0', id: 9, method: 'x'.repeat(1_100_000) })
  const lines = ['{"id":1}', 'nothing', long, '{"method":"notifications/x"}', '', '{"id":2}', '{"id":3}', '{"id":4}']
  const written = await bridged(lines, ({ id }: { id?: number }) => {
    if (id === undefined) return { status: 202, body: '' }
    if (id === 2) return { status: 401, body: '{"code":"unauthenticated","detail":"The token is wrong"}' }
    return id === 3 ? new Error('https://provisor.example.com did not answer') : json(id)
  })
  const [answers, faults] = [written.filter(({ error }) => !error), written.filter(({ error }) => error)]
  expect(answers.map(({ id }) => id)).toEqual([1, 4])
  expect(faults.map(({ id, error }) => [id, error.code, error.message]).toSorted()).toEqual([
    [null, -32700, 'The message is too long'],
    [null, -32700, 'This is no message'],
    [2, -32000, 'Provisor refused it (401): The token is wrong'],
    [3, -32000, 'https://provisor.example.com did not answer'],
  ])
})
