import type { Face } from '../faces.ts'

/** An address, or the `/64` of an IPv6 one, that one face does not listen to. In force until it expires (never, when null) or is lifted. */
export type Ban = {
  id: number
  face: Face
  address: string
  reason: string
  /** It came of wrong guesses; others were made by hand, and hold where wrong guesses ban nobody. */
  automatic: boolean
  createdAt: number
  expiresAt: number | null
  liftedAt: number | null
}
