/** A person who signs in, for one client or for several. */
export type User = {
  id: number
  uuid: string
  firstName: string
  lastName: string
  email: string
  language: string
  securityQuestionId: number | null
  createdAt: number
}

/** A null password hash lets nobody in until a password is set. */
export type NewUser = Omit<User, 'id' | 'createdAt'> & {
  id?: number | undefined
  passwordHash: string | null
  securityAnswerSealed: string | null
}

/** A user among those of one client. */
export type ClientUser = Pick<User, 'id' | 'firstName' | 'lastName' | 'email'> & { isOwner: boolean }
