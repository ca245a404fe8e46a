import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Node takes the first of several, and a proxy in front may have taken another: whoever sends two means two servers. */
class SeveralHosts extends Error {
  readonly statusCode = 400
  constructor() {
    super('The request has more than one Host field')
    this.name = 'SeveralHosts'
  }
}

/** Refuses such a request before anybody looks at it; the route's own face says so in its form (RFC 9112, section 3.2). */
export function refuseSeveralHosts(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (hostsOf(request) > 1) throw new SeveralHosts()
  })
}

function hostsOf({ raw: { rawHeaders } }: FastifyRequest): number {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++
  }
  return hosts
}
