import type { ServerResponse } from 'node:http'

const LINGER_MS = 2000

/**
 * Lets a connection that ends after this answer stay half open for a moment. Were it closed while bytes of the request
 * are still coming, the reset would take the answer with it before the client has read it (RFC 9112, section 9.6).
 */
export function lingerAfter({ socket }: ServerResponse): void {
  if (!socket?.destroySoon) return
  socket.destroySoon = () => {
    socket.end()
    const timer = setTimeout(() => socket.destroy(), LINGER_MS)
    socket.once('close', () => clearTimeout(timer))
  }
}
