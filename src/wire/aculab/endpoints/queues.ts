import type { QueueLength } from '../../../outbound/queues/queue.ts'
import { endpoint } from '../endpoint.ts'
import { flag } from '../parameters.ts'
import { purgeAnswer } from '../purge-answer.ts'

const shown = ({ name, length }: QueueLength) => ({ service_name: name, length })

export const outboundQueues = endpoint({
  methods: ['GET'],
  path: '/service/v1/outbound_queues',
  form: 'account',
  about: 'Lists the queues of all enabled services of the account by name, with what waits in each',
  link: 'queues',
  reads: true,
  parameters: { active: flag('Leave out queues in which nothing waits (an extension)') },
  async answer({ caller, outbound }, { active }) {
    const queues = await outbound.queues.lengths(caller)
    return { json: (active ? queues.filter(({ length }) => length > 0) : queues).map(shown) }
  },
})

const PATH = '/service/v1/outbound/{service}/queue'

export const getQueue = endpoint({
  methods: ['GET'],
  path: PATH,
  form: 'either',
  about: 'Tells how many starts wait for a service',
  link: 'queues',
  reads: true,
  parameters: {},
  async answer({ caller, outbound, service }) {
    return { json: shown(await outbound.queues.length(caller, { name: service })) }
  },
})

export const purgeQueue = endpoint({
  methods: ['DELETE'],
  path: PATH,
  form: 'either',
  about: 'Cancels everything that waits for a service, for good, and lists the references of it',
  link: 'queues',
  reads: false,
  parameters: {},
  async answer({ caller, outbound, service }) {
    return purgeAnswer(await outbound.queues.purge(caller, { name: service }, { final: true }))
  },
})
