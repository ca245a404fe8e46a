import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Opened } from '../open.ts'
import { type Closing, makeClosing } from '../wire/connections/closing.ts'
import { askServer, NOBODY } from './ask.ts'
import { carry, LocalFault } from './carried.ts'
import { runOperation } from './operations.ts'
import { claimSocketPath, clearSocketPath, socketPath } from './socket-path.ts'

const LARGEST_BODY = 32 * 1024 * 1024

/**
 * Where local commands reach the server that has the data: HTTP with JSON over a socket that only the owner of the data
 * folder can open. That is all the authentication there is.
 */
export async function openLocalSocket(provisor: Opened): Promise<LocalSocket> {
  const { dataDir } = provisor.config
  // With PostgreSQL two servers may share a folder. The first one keeps the socket: either can answer.
  if (await isServed(dataDir)) return { stop: async () => {}, cut: () => {} }

  const closing = makeClosing()
  const server = createServer((request, response) => {
    closing.asked(request, response)
    void answer(provisor, request, response)
  })
  server.on('connection', closing.connected)
  await listenPrivately(server, claimSocketPath(dataDir))
  return {
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      closing.begin()
      await closed
      clearSocketPath(dataDir)
    },
    cut: closing.cut,
  }
}

export type LocalSocket = {
  /** Resolves when the commands under way have their answers. */
  stop(): Promise<void>
} & Pick<Closing, 'cut'>

async function isServed(dataDir: string): Promise<boolean> {
  return (await askServer(socketPath(dataDir), 'hello', {})) !== NOBODY
}

function listenPrivately(server: ReturnType<typeof createServer>, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', (cause) =>
      reject(new LocalFault(`Opening ${path}: ${cause.message}`, 'Let the user of the server write there', cause)),
    )
    // The socket comes into being inside `listen`: with a chmod afterwards it would be open to others for a moment.
    const before = process.umask(0o177)
    try {
      server.listen(path, resolve)
    } finally {
      process.umask(before)
    }
  })
}

async function answer(provisor: Opened, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = /^\/local\/([\w.]+)$/.exec(request.url ?? '')?.[1] ?? ''
  try {
    const result = await runOperation(provisor, name, JSON.parse(await read(request)))
    send(response, 200, { result })
  } catch (failure) {
    const error = carry(failure)
    if (error.code === 'fault') provisor.log.error({ err: failure, operation: name }, 'local operation failed')
    send(response, error.code === 'fault' ? 500 : 422, { error })
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) throw new LocalFault(`The request is larger than ${LARGEST_BODY} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text)
}
