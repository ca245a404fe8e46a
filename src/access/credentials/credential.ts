import type { AnswerStyle } from './answer-style.ts'

/** A pair of identifier and secret with which a program acts for a staff member. The secret is not kept. */
export type Credential = AnswerStyle & {
  id: number
  identifier: string
  name: string
  staffId: number
  /** Allowed is what any of them allows; none means the staff member's own role. */
  roleIds: readonly number[]
  /** CIDR ranges from which it may be used; none means from anywhere. */
  addresses: readonly string[]
  expiresAt: number | null
  /** Of the API (`/api/v1`), on each node; null is no limit. */
  requestsPerMinute: number | null
  revokedAt: number | null
  /** When a service password was first left out of an answer because the role may not read it. */
  passwordsBlankedAt: number | null
  createdAt: number
}
