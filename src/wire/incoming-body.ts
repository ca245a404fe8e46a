import type { IncomingMessage } from 'node:http'
import { MalformedRequest } from './codec/malformed.ts'
import { isCutOff } from './http.ts'

/** The bytes of a request while they arrive. `MalformedRequest` for who reads on when the sender went away half way. */
export type IncomingBody = AsyncIterable<Uint8Array> & {
  /** Lets what nobody took go by, so that the connection can be used again. */
  passRest(): void
}

/** All of it goes through one iterator: while there is one, nothing else makes the request flow. */
export function incomingBody(request: IncomingMessage): IncomingBody {
  const bytes = request.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array>
  const passOver = async () => {
    while (!(await bytes.next()).done);
  }
  return {
    [Symbol.asyncIterator]: () => ({ next: () => bytes.next().catch(refuseCutOff) }),
    passRest: () => void passOver().catch(() => undefined),
  }
}

function refuseCutOff(cause: unknown): never {
  throw isCutOff(cause) ? new MalformedRequest('The body was cut off', { cause }) : cause
}
