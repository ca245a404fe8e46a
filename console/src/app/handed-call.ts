import type { SentRequest } from './requests.ts'

/** What is to be opened in the sandbox, once; it stays out of the address, which is kept and sent to others. */
let handed: SentRequest | undefined

export function hand(request: SentRequest): void {
  handed = request
}

export const handedCall = (): SentRequest | undefined => handed
export function forgetHanded(): void {
  handed = undefined
}
