export type IdempotentRequest = { requestDigest: string; answerSealed: string | null; createdAt: number }

export interface IdempotencyStore {
  get(owner: string, keyDigest: string): Promise<IdempotentRequest | undefined>
  /** False when the key is taken. */
  insert(owner: string, keyDigest: string, requestDigest: string, at: number): Promise<boolean>
  answer(owner: string, keyDigest: string, answerSealed: string): Promise<void>
  delete(owner: string, keyDigest: string): Promise<void>
  /** Removes at most `limit` from before `through`, and says how many. */
  prune(through: number, limit: number): Promise<number>
}
