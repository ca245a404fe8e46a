import type { ServiceCaller } from '../../../outbound/accounts/caller.ts'
import type { StartCall as Start } from '../../../outbound/starts/start.ts'
import type { Values } from '../../codec/parameter.ts'
import { decodeRestCalls, decodeUasCalls, MOST_STARTS, oneOfBoth } from '../calls.ts'
import { endpoint } from '../endpoint.ts'
import { malformed } from '../errors.ts'
import { positive, text } from '../parameters.ts'

const parameters = {
  rest_calls: text('For a REST application: a call, or a list of calls, as JSON; one start for each'),
  outbound_parameters: text(
    'For a UAS application: what it is started with. For a REST application: the old name of rest_calls',
  ),
  count: positive(MOST_STARTS, 'For a UAS application: how many instances (default 1)'),
  delimiter: text(
    'For a UAS application: what parts outbound_parameters into one start for each; count is ignored then',
  ),
}

export const serviceStart = endpoint({
  methods: ['GET', 'POST'],
  path: '/service_start',
  form: 'service',
  about: 'Starts the service and answers a list of references, one for each start, in the order of the calls',
  link: 'starting',
  reads: false,
  parameters,
  async answer({ caller, outbound }, values) {
    const { id, service } = caller as ServiceCaller
    const calls = await (service.kind === 'rest' ? restCalls(values) : uasCalls(values))
    if (calls.length === 1) return { json: [await outbound.starts.start(caller, { id }, calls[0]!)] }
    return { json: await outbound.starts.startMany(caller, { id }, calls) }
  },
})

const restCalls = ({ rest_calls, outbound_parameters }: Values<typeof parameters>): Promise<Start[]> =>
  decodeRestCalls(oneOfBoth(rest_calls, outbound_parameters), 'rest_calls')

async function uasCalls({ rest_calls, ...values }: Values<typeof parameters>): Promise<Start[]> {
  if (rest_calls !== undefined) throw malformed('rest_calls', 'nothing, because this service runs a UAS application')
  return decodeUasCalls(values)
}
