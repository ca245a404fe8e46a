import type { Start } from '../../../outbound/starts/start.ts'
import { endpoint } from '../endpoint.ts'
import { GUESSED_PATHS, REFERENCES, STATUS_MEMBERS } from '../guessed.ts'
import { referenceParameters } from '../references.ts'

export const serviceStatus = endpoint({
  methods: ['GET', 'POST'],
  path: GUESSED_PATHS.status,
  form: 'either',
  about: 'Tells what became of starts; one that is not known has the status UNKNOWN',
  guessed: 'its path, the name of the parameter, the credential forms, and the members of the answer',
  link: 'starting',
  reads: true,
  parameters: referenceParameters,
  async answer({ caller, outbound }, { [REFERENCES]: { references, isOne } }) {
    const starts = await outbound.starts.status(caller, references)
    const list = references.map((reference, index) => shown(reference, starts[index]))
    return { json: isOne ? list[0] : list }
  },
})

/** The instance id is there once there is an instance, the ETA once its status can be fetched. */
function shown(reference: string, start: Start | undefined) {
  const { instanceId = null, finishedAt = null } = start ?? {}
  return {
    [STATUS_MEMBERS.reference]: reference,
    [STATUS_MEMBERS.status]: start?.status ?? 'UNKNOWN',
    [STATUS_MEMBERS.detail]: start?.detail ?? '',
    ...(instanceId !== null && { [STATUS_MEMBERS.instanceId]: instanceId }),
    ...(instanceId !== null && finishedAt !== null && { [STATUS_MEMBERS.eta]: finishedAt / 1000 }),
  }
}
