import { createHash } from 'node:crypto'
import type { Actor } from '../../access/actor.ts'
import { randomToken } from '../../base/ids.ts'
import { Refusal } from '../../base/refusal.ts'
import { SecretFault } from '../../base/secrets/secret-fault.ts'
import type { SecretBox } from '../../base/secrets/secrets.ts'
import { parseSmallJson } from '../codec/json.ts'
import { MalformedRequest } from '../codec/malformed.ts'

/** What a preview fixes. */
type Fixed = {
  use: 'preview'
  tool: string
  who: string
  /** A digest: texts would make it as long as they are. */
  sent: string
  state: unknown
  expiresAt: number
  /** What it is known by once it was used. */
  nonce: string
}

/** For whom something is kept: a credential, or somebody without one. */
export const whoIs = ({ kind, id, credentialId }: Actor): string =>
  credentialId === null ? `${kind} ${id}` : `credential ${credentialId}`

/**
 * Tokens that bind the second step of a tool to the first: they are for one caller and one tool with the same arguments,
 * until an instant. They are sealed, so nothing is stored before somebody means it.
 */
export function makePreviewTokens(secrets: SecretBox) {
  return {
    make(actor: Actor, tool: string, sent: object, state: unknown, expiresAt: number): string {
      const fixed: Fixed = {
        ...{ use: 'preview', tool, who: whoIs(actor), sent: digestOf(sent), state },
        ...{ expiresAt, nonce: randomToken(16) },
      }
      return secrets.seal(JSON.stringify(fixed))
    },

    /** Throws where it is none, of somebody or something else, or over. */
    open(actor: Actor, tool: string, sent: object, token: string, now: number): { state: unknown; nonce: string } {
      const fixed = opened(secrets, token)
      // Whatever else is sealed here is no preview.
      if (fixed?.use !== 'preview' || fixed.tool !== tool || fixed.who !== whoIs(actor))
        throw new Refusal('preview_token_wrong', `This is no token of ${tool} for you`, {}, { hint: ASK_AGAIN })
      if (fixed.sent !== digestOf(sent))
        throw new Refusal('preview_changed', 'The arguments are not those of the preview', {}, { hint: ASK_AGAIN })
      if (fixed.expiresAt <= now) throw previewOver()
      return fixed
    },
  }
}

const ASK_AGAIN = 'Leave the token out to get a preview; then send the same arguments with its token'

export const previewOver = () => new Refusal('preview_over', 'The preview is over', {}, { hint: ASK_AGAIN })

function opened(secrets: SecretBox, token: string): Fixed | undefined {
  try {
    return parseSmallJson(Buffer.from(secrets.open(token))) as Fixed
  } catch (failure) {
    if (failure instanceof SecretFault || failure instanceof MalformedRequest) return undefined
    throw failure
  }
}

/** Of what a schema has read, whose members come in its order. */
const digestOf = (sent: object): string => createHash('sha256').update(JSON.stringify(sent)).digest('base64url')
