import { randomInt, randomUUID } from 'node:crypto'

export const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Unpredictable text, each character of the alphabet equally likely: 32 of the default ones carry 190 bits. */
export function randomToken(length: number, alphabet: string = ALPHANUMERIC): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
}

/** A random UUID (version 4). */
export const uuid = (): string => randomUUID()
