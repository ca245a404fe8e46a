type Policy = {
  /**
   * Whom wrong guesses ban at their address: everybody, or those who were not right from there before. Where they ban
   * nobody, the address has to wait. Bans made by hand hold on every face, for everybody.
   */
  readonly bans: 'everybody' | 'strangers' | 'nobody'
  /** Whether wrong guesses from the machine itself ban nobody. */
  readonly spareLoopback: boolean | 'in the demonstration'
}

/** What strangers can sign in to, and how each treats an address that keeps failing to. */
export const FACES = {
  /** Its first users call it from the same machine, so a script's typing error must not lock out the others. */
  whmcs: { bans: 'strangers', spareLoopback: true },
  /** Its document promises the ban, and names no exception; but a newcomer who tries things out must not be locked out. */
  wbteampro: { bans: 'everybody', spareLoopback: 'in the demonstration' },
  /** A ban would stop an operator's calls. */
  aculab: { bans: 'nobody', spareLoopback: false },
  native: { bans: 'strangers', spareLoopback: true },
} as const satisfies Record<string, Policy>

export type Face = keyof typeof FACES

export const FACE_NAMES = Object.keys(FACES) as [Face, ...Face[]]

/** For which faces an entry of the address list holds that names none. */
export const LISTED_FACES: readonly Face[] = ['whmcs', 'wbteampro', 'native']

export const isFace = (name: string): name is Face => Object.hasOwn(FACES, name)
