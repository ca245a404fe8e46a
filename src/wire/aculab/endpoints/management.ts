import { Refusal } from '../../../base/refusal.ts'
import type { OutboundService, OutboundServiceChanges } from '../../../outbound/services/service.ts'
import { decodeConfiguration, encodeConfiguration, refusedConfiguration } from '../configuration.ts'
import { CONFIGURATION_SCHEMA } from '../configuration-schema.ts'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { purgeAnswer } from '../purge-answer.ts'

const common = { form: 'account', link: 'management', parameters: {} } as const
const PATH = '/service/v1/outbound/{service}'
const GUESSED = 'the members of a configuration but for those of a validation sample, and the answer'

export const getSchema = endpoint({
  ...common,
  methods: ['GET'],
  path: '/service/v1/schema/outbound',
  about: 'Answers the JSON Schema that configurations are checked with',
  guessed: GUESSED,
  reads: true,
  answer: async () => ({ json: CONFIGURATION_SCHEMA }),
})

const listServices = endpoint({
  ...common,
  methods: ['GET'],
  path: '/service/v1/outbound',
  about: 'Lists the services of the account with their configurations, by name',
  guessed: GUESSED,
  reads: true,
  answer: async ({ caller, outbound }) => ({ json: (await outbound.services.list(caller)).map(encodeConfiguration) }),
})

const getService = endpoint({
  ...common,
  methods: ['GET'],
  path: PATH,
  about: 'Answers the configuration of a service, without its password',
  guessed: GUESSED,
  reads: true,
  answer: async ({ caller, outbound, service }) => ({
    json: encodeConfiguration(await outbound.services.get(caller, { name: service })),
  }),
})

const putService = endpoint({
  ...common,
  methods: ['PUT'],
  path: PATH,
  about: 'Makes a service or replaces its configuration: what is left out gets its default',
  guessed: GUESSED,
  reads: false,
  body: CONFIGURATION_SCHEMA,
  async answer({ caller, outbound, service, body }) {
    const config = decodeConfiguration(body, service)
    const put = await inItsForm(config, () => outbound.services.put(caller, { name: service }, config))
    return { status: put.created ? 201 : 200, json: encodeConfiguration(put.service) }
  },
})

const patchService = endpoint({
  ...common,
  methods: ['PATCH'],
  path: PATH,
  about: 'Changes the configuration of a service: what is left out stays',
  guessed: GUESSED,
  reads: false,
  body: CONFIGURATION_SCHEMA,
  async answer({ caller, outbound, service, body }) {
    const changes = decodeConfiguration(body, service)
    const changed: OutboundService = await inItsForm(changes, () =>
      outbound.services.update(caller, { name: service }, changes),
    )
    return { json: encodeConfiguration(changed) }
  },
})

const deleteService = endpoint({
  ...common,
  methods: ['DELETE'],
  path: PATH,
  about: 'Cancels everything that waits for a service, deletes it, and answers as a purge does',
  guessed: 'the answer',
  reads: false,
  answer: async ({ caller, outbound, service }) =>
    purgeAnswer(await outbound.services.delete(caller, { name: service })),
})

export const MANAGEMENT: readonly Endpoint[] = [
  listServices,
  getService,
  putService,
  patchService,
  deleteService,
  getSchema,
]

async function inItsForm<T>(sent: OutboundServiceChanges, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (failure) {
    throw (failure instanceof Refusal && refusedConfiguration(failure, sent)) || failure
  }
}
