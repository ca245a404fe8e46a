import { action } from '../../action.ts'
import { CANONICAL_VERSION, FACE_VERSION } from '../../version.ts'

/** Section 6.5 of the reference. Clients compare the version to decide what they may call. */
export const whmcsDetails = action({
  name: 'WhmcsDetails',
  reads: true,
  permission: 'api.access',
  about: 'The version of the remote API that this face follows',
  parameters: {},
  answer: async () => ({ whmcs: { version: FACE_VERSION, canonicalversion: CANONICAL_VERSION } }),
})
