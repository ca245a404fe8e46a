/** What strangers can sign in to, and how each treats an address that keeps failing to. */
export const FACES = {
  /** Its first users call it from the same machine, so a script's typing error must not lock out the others. */
  whmcs: { bans: true, spareLoopback: true },
  /** Its document promises the ban, and names no exception. */
  wbteampro: { bans: true, spareLoopback: false },
  /** Throttles instead: a ban would stop an operator's calls. */
  aculab: { bans: false, spareLoopback: false },
  native: { bans: true, spareLoopback: true },
} as const satisfies Record<string, { bans: boolean; spareLoopback: boolean }>

export type Face = keyof typeof FACES

export const isFace = (name: string): name is Face => Object.hasOwn(FACES, name)
