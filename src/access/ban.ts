import type { Face } from './faces.ts'

/** An address that one face does not listen to. In force until it expires (never, when null) or is lifted. */
export type Ban = {
  id: number
  face: Face
  address: string
  reason: string
  createdAt: number
  expiresAt: number | null
  liftedAt: number | null
}
