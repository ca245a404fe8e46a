import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

const LOOK_MS = 50

type Node = { url: string; agent: Agent; isReady: boolean }

/**
 * What stands before several nodes: it keeps connections to them, asks each for `/readyz`, and tries elsewhere what was
 * refused before a byte of it was sent. What goes wrong later it does not repeat, because it may have been done.
 */
export async function openBalancer() {
  const nodes = new Map<string, Node>()
  const broken: string[] = []
  let turn = 0
  let isOpen = true

  const server = createServer((asked, answer) => void pass(asked, answer))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const looking = lookOn()
  onTestFinished(async () => {
    isOpen = false
    await looking
    server.closeAllConnections()
    server.close()
    for (const { agent } of nodes.values()) agent.destroy()
  })

  async function lookOn(): Promise<void> {
    while (isOpen) {
      await Promise.all(
        [...nodes.values()].map(async (node) => {
          node.isReady = await fetch(`${node.url}/readyz`, { signal: AbortSignal.timeout(2000) }).then(
            async ({ ok, body }) => {
              await body?.cancel()
              return ok
            },
            () => false,
          )
        }),
      )
      await pause(LOOK_MS)
    }
  }

  async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of asked) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    for (const node of inTurn()) {
      const outcome = await ask(node, asked, body)
      if (outcome === 'refused') continue
      if (outcome instanceof Error) {
        broken.push(`${node.url}: ${outcome.message}`)
        break
      }
      answer.writeHead(outcome.status).end(outcome.body)
      return
    }
    answer.writeHead(502).end()
  }

  function inTurn(): Node[] {
    const ready = [...nodes.values()].filter(({ isReady }) => isReady)
    const first = turn++ % Math.max(ready.length, 1)
    return [...ready.slice(first), ...ready.slice(0, first)]
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What broke when it might have been done already: resets, and ends without an answer. */
    broken,
    add(url: string): void {
      nodes.set(url, { url, agent: new Agent({ keepAlive: true }), isReady: false })
    },
    isReady: (url: string): boolean => nodes.get(url)?.isReady === true,
    remove(url: string): void {
      nodes.get(url)?.agent.destroy()
      nodes.delete(url)
    },
  }
}

function ask(
  { url, agent }: Node,
  { method, url: path, headers }: IncomingMessage,
  body: Buffer,
): Promise<{ status: number; body: Buffer } | 'refused' | Error> {
  return new Promise((resolve) => {
    const passed = request(`${url}${path}`, { method, headers: { ...headers, connection: 'keep-alive' }, agent })
    passed.on('error', (why: NodeJS.ErrnoException) => resolve(why.code === 'ECONNREFUSED' ? 'refused' : why))
    passed.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }))
      response.on('error', resolve)
    })
    passed.end(body)
  })
}
