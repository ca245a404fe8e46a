import { request } from 'node:http'
import { type Carried, LocalFault, uncarry } from './carried.ts'

export const NOBODY = Symbol('nobody listens')

/**
 * Sends one operation to the server behind this socket and gives its result; `NOBODY` when no server listens there.
 * Throws the server's refusal as if it had happened here.
 */
export async function askServer(path: string, name: string, params: unknown): Promise<unknown> {
  const body = JSON.stringify(params)
  const answer = await post(path, name, body)
  if (answer === NOBODY) return NOBODY
  const parsed = parse(answer)
  if (parsed.error) throw uncarry(parsed.error)
  return parsed.result
}

function post(socketPath: string, name: string, body: string): Promise<string | typeof NOBODY> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const asking = request({ socketPath, path: `/local/${name}`, method: 'POST', headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
      answer.on('error', (cause) => reject(stopped(cause)))
    })
    asking.on('error', (cause: NodeJS.ErrnoException) => {
      if (cause.syscall !== 'connect') reject(stopped(cause))
      else if (cause.code === 'EACCES' || cause.code === 'EPERM') reject(foreign(socketPath, cause))
      else resolve(NOBODY)
    })
    asking.end(body)
  })
}

function parse(text: string): { result?: unknown; error?: Carried } {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw stopped(cause)
  }
}

const stopped = (cause: unknown) =>
  new LocalFault('The server stopped before it answered', 'Look whether it was done before you repeat it', cause)

const foreign = (path: string, cause: unknown) =>
  new LocalFault(`The server behind ${path} belongs to another user`, 'Run this as the user of the server', cause)
