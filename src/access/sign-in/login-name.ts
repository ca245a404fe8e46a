/** In UTF-16 units; twice what a name may have in characters. A name longer than any is not looked for. */
export const LONGEST_USERNAME = 128

/**
 * Who is named, alike however it is written: by this guesses are counted. One unit more is kept, so that a name which is
 * too long is like none that is not.
 */
export const loginName = (username: string): string =>
  username
    .slice(0, LONGEST_USERNAME + 1)
    .normalize('NFC')
    .toLowerCase()
