import type { AnswerStyle } from '../credentials/answer-style.ts'

/** One of the people who work here. The password's hash never leaves the storage but to be compared. */
export type StaffMember = AnswerStyle & {
  id: number
  uuid: string
  /** Unique without regard to case. */
  username: string
  email: string
  firstName: string
  lastName: string
  roleId: number
  /** Moves with every new password, so that what was remembered of the old one is worth nothing. */
  passwordVersion: number
  /** Whether the MD5 of the password is taken for a sign-in on the faces: it would pass by a second factor. */
  legacyLogin: boolean
  active: boolean
  notes: string
  signature: string
  createdAt: number
  updatedAt: number
}
