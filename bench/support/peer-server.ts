// A peer behind the routes of our outbound face, with as little between as they can have: a form, a digest of what was
// shown, the queue. Started as `peer-server.ts <peer> <url of its store>`.
import { createHash } from 'node:crypto'
import Fastify from 'fastify'
import { openPeer } from './peers.ts'

const [, , peer, url, secret] = process.argv as [string, string, string, string, string]
const queue = await openPeer(peer, url)
const digest = (text: string) => createHash('sha256').update(text).digest('base64')
const wanted = digest(secret)
const names = new Set<string>()

const app = Fastify()
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
  done(null, new URLSearchParams(body as string)),
)
app.addHook('onRequest', async (request, reply) => {
  const shown = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64').toString()
  if (digest(shown.slice(shown.indexOf(':') + 1)) !== wanted) return reply.code(401).send()
})
app.get('/about', async () => ({ name: queue.name, about: queue.about, synced: queue.synced }))
app.post('/service_start', async (request) => {
  const form = request.body as URLSearchParams
  const name = nameIn(request.headers.authorization!)
  names.add(name)
  const count = Number(form.get('count') ?? 1)
  if (count === 1) return [await queue.enqueue(name, 1)]
  await queue.enqueueMany(
    name,
    Array.from({ length: count }, (_, n) => n),
  )
  return { count }
})
app.get('/service/v1/outbound_queues', async () => ({ waiting: await queue.waiting([...names]) }))
app.delete<{ Params: { name: string } }>('/service/v1/outbound/:name/queue', async ({ params }) => ({
  cancelled: await queue.purge(params.name),
}))
await app.listen({ host: '127.0.0.1', port: 0 })
const address = app.server.address()
console.log(`listening on http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)

/** The user name is `cloud/user/service`. */
function nameIn(authorization: string): string {
  const [user] = Buffer.from(authorization.slice(6), 'base64').toString().split(':')
  return user!.split('/')[2]!
}
