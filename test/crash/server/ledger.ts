/** What the writers asked for, and what they were told had been done. Kept across the rounds of one test. */
export type Ledger = ReturnType<typeof makeLedger>

export type AskedOrder = { id: number; serviceIds: number[]; addonIds: number[]; domainIds: number[] }

export function makeLedger() {
  return {
    /** By e-mail address: the id that was answered, or undefined where no answer came. */
    clients: new Map<string, number | undefined>(),
    /** By description: whether it was answered. */
    lines: new Map<string, boolean>(),
    /** By service: the last number that was answered, and the last one that was sent. Each writer counts up in its own. */
    notes: new Map<number, { answered: number; sent: number }>(),
    /** By promotion code, which is unlike all others. */
    orders: new Map<string, AskedOrder | undefined>(),
    /** Orders that were asked to be deleted, and whether it was answered. */
    deletions: new Map<number, boolean>(),
  }
}

/** Every id that was ever told, by what it is the id of. */
export function toldIds({
  clients,
  orders,
}: Ledger): Record<'client' | 'order' | 'service' | 'addon' | 'domain', number[]> {
  const told = [...orders.values()].filter((order) => order !== undefined)
  return {
    client: [...clients.values()].filter((id) => id !== undefined),
    order: told.map(({ id }) => id),
    service: told.flatMap(({ serviceIds }) => serviceIds),
    addon: told.flatMap(({ addonIds }) => addonIds),
    domain: told.flatMap(({ domainIds }) => domainIds),
  }
}
