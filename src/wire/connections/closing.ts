import type { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

type Exchange = { request: IncomingMessage; response: ServerResponse }

/** How long the rest of a body is waited for that was on its way. */
const REST_MS = 2000
/** Who just had an answer, or just came, may be about to ask: that is answered, with the word that it is the last. */
const LAST_CHANCE_MS = 300
/** An end is heard within this, or the connection is gone. */
const HEARD_MS = 1000

/**
 * Ends the connections of a listener, and resets none that is not in the way: who was about to ask on it could not tell
 * whether that was done. What was asked is answered, and its connection ends with the answer, unless the rest of it does
 * not come. Those that asked nothing are told the end once they had their chance.
 */
export function makeClosing() {
  const sockets = new Map<Socket, Set<Exchange>>()
  let draining = false
  let closing = false
  let told = () => {}

  function add(socket: Socket): Set<Exchange> {
    const known = sockets.get(socket)
    if (known) return known
    const open = new Set<Exchange>()
    sockets.set(socket, open)
    socket.once('close', () => {
      sockets.delete(socket)
      told()
    })
    return open
  }

  function connected(socket: Socket): void {
    add(socket)
    if (closing) giveChance(socket)
  }

  function giveChance(socket: Socket): void {
    setTimeout(() => {
      if (sockets.get(socket)?.size === 0) tellEnd(socket)
    }, LAST_CHANCE_MS).unref()
  }

  /** Everything goes on, but every connection ends with its next answer. */
  function drain(): void {
    draining = true
    for (const open of sockets.values()) endWith(open)
  }

  function cutHalf(): void {
    for (const [socket, open] of sockets) if (![...open].some(({ request }) => request.complete)) socket.destroy()
  }

  return {
    connected,
    /** Of TLS: from now on the connection is this one. */
    secured(raw: Socket | undefined, socket: Socket): void {
      if (raw) sockets.delete(raw)
      connected(socket)
    },
    asked(request: IncomingMessage, response: ServerResponse): void {
      const { socket } = request
      // Requests that tests put in have none.
      if (!(socket instanceof Socket)) return
      const open = add(socket)
      const exchange = { request, response }
      open.add(exchange)
      if (draining) endWith(open)
      response.once('close', () => {
        open.delete(exchange)
        if (closing && open.size === 0) socket.destroySoon()
      })
    },
    drain,
    /** From now on nobody is listened to for long who has not asked. */
    begin(): void {
      closing = true
      drain()
      for (const [socket, open] of sockets) if (open.size === 0) giveChance(socket)
      if (sockets.size > 0) setTimeout(cutHalf, REST_MS).unref()
    },
    /** Cuts what goes on: who does not read an answer does not hold up the end. */
    cut(): void {
      for (const socket of sockets.keys()) socket.destroy()
    },
    /** When there is no connection any more. */
    async ended(): Promise<void> {
      while (sockets.size > 0)
        await new Promise<void>((resolve) => {
          told = resolve
        })
    },
  }
}

export type Closing = ReturnType<typeof makeClosing>

/**
 * Says that nothing more comes, and hears nothing more: what is asked now must not be done, because nobody could be told.
 * What comes all the same is read away, since a system resets a connection that has bytes nobody read.
 */
function tellEnd(socket: Socket): void {
  socket.on('data', ignore)
  for (const listener of socket.listeners('data')) if (listener !== ignore) socket.off('data', listener as () => void)
  socket.resume()
  socket.end()
  setTimeout(() => socket.destroy(), HEARD_MS).unref()
}

const ignore = () => {}

/** Several may be under way on one connection, and are answered in their order: the last one says that it is the last. */
function endWith(open: ReadonlySet<Exchange>): void {
  for (const [index, { response }] of [...open].entries()) {
    if (response.headersSent) continue
    if (index === open.size - 1) response.setHeader('connection', 'close')
    else if (response.hasHeader('connection')) response.removeHeader('connection')
  }
}
