import { endpoint } from '../endpoint.ts'
import { GUESSED_PATHS, REFERENCES } from '../guessed.ts'
import { referenceParameters } from '../references.ts'

export const serviceCancel = endpoint({
  methods: ['GET', 'POST'],
  path: GUESSED_PATHS.cancel,
  form: 'either',
  about: 'Cancels named starts that have not begun, for good, and lists those that it did cancel',
  guessed: 'the name of the parameter, the credential forms, and the answer, which is like that of a purge',
  link: 'starting',
  reads: false,
  parameters: referenceParameters,
  async answer({ caller, outbound }, { [REFERENCES]: { references } }) {
    const { cancelled } = await outbound.starts.cancel(caller, references, { final: true })
    return {
      json: {
        ...(caller.kind === 'service' && { service_name: caller.service.name }),
        cancelled: cancelled.length,
        service_refs: cancelled,
      },
    }
  },
})
