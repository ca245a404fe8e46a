import type { BareForm } from '../bare-answers.ts'
import { isRemoteApi } from './address.ts'
import { CONTENT_TYPE, render } from './envelope.ts'
import { malformed, refusedOutcome } from './refuse.ts'
import { askedInAddress, readTarget } from './request.ts'

export const wbteamproBare: BareForm = {
  owns: isRemoteApi,
  answer({ status, detail }, { method, url }) {
    const asked = askedInAddress({ method, headers: {} }, readTarget(url))
    const outcome = { ...refusedOutcome(malformed('request', detail)), code: status }
    return { type: CONTENT_TYPE[asked.format], body: render(asked, outcome) }
  },
}
