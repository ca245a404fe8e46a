import type { IncomingMessage } from 'node:http'
import { MalformedRequest } from '../codec/malformed.ts'

/**
 * The bytes of a request while they arrive: nothing is read before somebody asks, nor more than is asked for. Who reads
 * on when the sender went away half way gets a `MalformedRequest`.
 */
export type IncomingBody = AsyncIterable<Uint8Array> & {
  /** The first so many bytes or a few more, and whether that is all there is. They come again for who reads on. */
  peek(bytes: number): Promise<{ bytes: Buffer; isWhole: boolean }>
  /**
   * Lets what nobody took go by, so that the connection can be used again. After so much it ends the connection, or only
   * reads no further where that ends by itself.
   */
  passRest(most: number, after?: 'end' | 'pause'): void
}

export function incomingBody(request: IncomingMessage): IncomingBody {
  const pieces: Buffer[] = []
  let size = 0
  let isWhole = false
  let failure: Error | undefined
  let isFlowing = false
  let isPassing = false
  let wanted = 0
  let settle = () => {}

  // Heard from the first moment, whoever reads and whenever.
  request.on('error', fail)
  request.on('close', () => isWhole || fail(undefined))

  function fail(cause: unknown): void {
    failure ??= new MalformedRequest('The body was cut off', { cause })
    settle()
  }

  function take(piece: Buffer): void {
    pieces.push(piece)
    size += piece.length
    if (size >= wanted) {
      request.pause()
      settle()
    }
  }

  function end(): void {
    isWhole = true
    settle()
  }

  /** Until so much is here, or all of it. */
  async function fill(target: number): Promise<void> {
    if (size < target && !isWhole && !failure) {
      await new Promise<void>((resolve) => {
        wanted = target
        settle = resolve
        if (!isFlowing) request.on('data', take).on('end', end)
        isFlowing = true
        request.resume()
      })
    }
    if (failure) throw failure
  }

  return {
    async peek(bytes) {
      await fill(bytes)
      const whole = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces, size)
      pieces.splice(0, pieces.length, whole)
      return { bytes: whole, isWhole: isWhole || size === Number(request.headers['content-length']) }
    },

    passRest(most, after = 'end') {
      if (isPassing || isWhole || failure || (request.complete && request.readableLength === 0)) return
      isPassing = true
      let passed = 0
      request.off('data', take)
      request.on('data', (piece: Buffer) => {
        passed += piece.length
        if (passed <= most) return
        if (after === 'end') request.destroy()
        else request.pause()
      })
      request.resume()
    },

    [Symbol.asyncIterator]: () => ({
      async next() {
        while (size === 0 && !isWhole) await fill(1)
        if (failure) throw failure
        if (size === 0) return { value: undefined, done: true }
        const value = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces, size)
        pieces.length = 0
        size = 0
        return { value, done: false }
      },
    }),
  }
}
