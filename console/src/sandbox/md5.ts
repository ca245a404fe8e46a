// MD5 in the browser, which has no MD5 of its own: the password leaves the page only in this form.

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const SINES = Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32))

type Words = readonly number[]

/** The digest of a text's UTF-8, in lower-case hexadecimal. */
export function md5(text: string): string {
  const words = paddedWords(new TextEncoder().encode(text))
  let state: Words = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let at = 0; at < words.length; at += 16) {
    const mixed = mixBlock(state, words, at)
    state = state.map((word, index) => (word + mixed[index]!) | 0)
  }
  return state.map(littleEndianHex).join('')
}

const ROUNDS: readonly ((b: number, c: number, d: number, step: number) => readonly [mixed: number, word: number])[] = [
  (b, c, d, step) => [(b & c) | (~b & d), step],
  (b, c, d, step) => [(d & b) | (~d & c), 5 * step + 1],
  (b, c, d, step) => [b ^ c ^ d, 3 * step + 5],
  (b, c, d, step) => [c ^ (b | ~d), 7 * step],
]

function mixBlock(state: Words, words: Int32Array, at: number): Words {
  let [a, b, c, d] = state as [number, number, number, number]
  for (let step = 0; step < 64; step++) {
    const round = step >> 4
    const [mixed, word] = ROUNDS[round]!(b, c, d, step)
    const sum = (a + mixed + SINES[step]! + words[at + (word % 16)]!) | 0
    const shift = SHIFTS[round * 4 + (step % 4)]!
    ;[a, b, c, d] = [d, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0, b, c]
  }
  return [a, b, c, d]
}

/** The bytes, a one, zeros, and how many bits there were: whole blocks of 64 bytes. */
function paddedWords(bytes: Uint8Array): Int32Array {
  const words = new Int32Array((((bytes.length + 8) >> 6) + 1) * 16)
  for (const [index, byte] of bytes.entries()) words[index >> 2]! |= byte << ((index % 4) * 8)
  words[bytes.length >> 2]! |= 0x80 << ((bytes.length % 4) * 8)
  words[words.length - 2] = bytes.length * 8
  words[words.length - 1] = Math.floor(bytes.length / 2 ** 29)
  return words
}

const littleEndianHex = (word: number): string =>
  [0, 8, 16, 24].map((shift) => ((word >>> shift) & 0xff).toString(16).padStart(2, '0')).join('')
