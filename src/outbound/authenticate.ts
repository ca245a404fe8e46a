import type { Caller } from './caller.ts'

export interface Authentication {
  /**
   * Who signs in as `cloud/user` with an API key, or as `cloud/user/service` with the service's password. An address
   * that was wrong too often waits: it is throttled, never banned.
   */
  check(username: string, password: string, address: string): Promise<Caller | RefusedCaller>
}

export type RefusedCaller = { readonly refused: 'wrong_credentials' | 'throttled'; readonly retryAfterMs: number }
