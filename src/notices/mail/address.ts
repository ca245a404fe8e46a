import { Invalid } from '../../base/refusal.ts'

/** One address and nothing else: no list, no name, no line break, so that nothing can be added to a header by it. */
const ADDRESS = /^[^\s<>()[\]\\,;:@"\p{Cc}\p{Z}]{1,64}@[0-9\p{L}](?:[0-9\p{L}\p{M}.-]{0,188}[0-9\p{L}\p{M}])?$/u

export const isAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text)

export function requireAddress(field: string, text: string): string {
  const address = text.trim()
  if (!isAddress(address)) throw new Invalid(field, 'an address such as ada@example.com')
  return address
}
