import { Invalid } from '../../base/refusal.ts'

/** Half a megabyte of words that a server holds only while somebody sets a password. */
async function loadCommon(): Promise<readonly string[]> {
  const loaded = await import('@zxcvbn-ts/language-common')
  // Node gives what such a package exports as its default; bundlers give it by name.
  const { dictionary } = loaded.default ?? loaded
  return dictionary['passwords-common']
}

const SHORTEST = 12
const LONGEST = 1024

/**
 * A new password of a member of staff: long, none of those that everybody guesses first, however they are dressed up
 * (`Password1234!`, `qwertyqwerty`), and not the own name. NIST SP 800-63B, section 3.1.1.2: length and a list, no rules about
 * kinds of characters. The value stays out of the refusal.
 */
export async function requireStaffPassword(password: string, names: readonly string[]): Promise<string> {
  if (password.length < SHORTEST || password.length > LONGEST)
    throw new Invalid('password', `${SHORTEST} to ${LONGEST} characters`)
  const core = coreOf(password)
  const own = names.map((name) => name.toLowerCase()).filter((name) => name.length >= 4)
  if (own.some((name) => core.includes(name)))
    throw new Invalid('password', 'a password without the name or address of its owner')
  if (isRepeated(password) || isRepeated(core) || isRun(password) || (await isCommon(password.toLowerCase(), core)))
    throw new Invalid('password', 'a password that is not among the first that everybody guesses')
  return password
}

const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

/** What is left without the digits and signs at both ends: those are what people add. */
function coreOf(password: string): string {
  const lower = password.slice(0, 256).toLowerCase()
  const isLetter = (character: string | undefined) => character !== undefined && /\p{L}/u.test(character)
  let [start, end] = [0, lower.length]
  while (start < end && !isLetter(lower[start])) start++
  while (end > start && !isLetter(lower[end - 1])) end--
  return lower.slice(start, end)
}

const plainOf = (text: string): string => Array.from(text, (character) => LETTERS[character] ?? character).join('')

/** One piece of at most six characters again and again, such as `abcabcabcabc`. */
function isRepeated(text: string): boolean {
  for (let piece = 1; piece <= 6; piece++)
    if (
      text.length > piece &&
      text ===
        text
          .slice(0, piece)
          .repeat(Math.ceil(text.length / piece))
          .slice(0, text.length)
    )
      return true
  return false
}

/** `abcdefghijklm`, `210987654321`: each character follows the one before, with digits going round. */
function isRun(text: string): boolean {
  const steps = Array.from(text.slice(1), (character, index) => {
    const step = character.charCodeAt(0) - text.charCodeAt(index)
    return step === -9 ? 1 : step === 9 ? -1 : step
  })
  return Math.abs(steps[0] ?? 0) === 1 && steps.every((step) => step === steps[0])
}

async function isCommon(whole: string, core: string): Promise<boolean> {
  const common = new Set(await loadCommon())
  const has = (text: string) => common.has(text) || common.has(plainOf(text))
  return has(whole) || (core !== '' && has(core)) || halvesOf(core).some(has)
}

/** The half of what is the same text twice. */
const halvesOf = (text: string): string[] => {
  const half = text.slice(0, text.length / 2)
  return half + half === text ? [half] : []
}
