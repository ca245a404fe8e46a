import { createContext, useContext, useMemo, useState } from 'react'

/** The entries that somebody has chosen, wherever on the page they stand. */
export type Selection = {
  readonly ids: ReadonlySet<number>
  /** Chooses it, or no longer. */
  readonly toggle: (id: number) => void
  /** Chooses all of these too. */
  readonly add: (ids: readonly number[]) => void
  readonly clear: () => void
}

/** A bulk action takes so many by their ids; more are taken by a filter. */
const MOST_CHOSEN = 10_000

export function useSelectionState(): Selection {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set())
  return useMemo(
    () => ({
      ids,
      toggle: (id) =>
        setIds((before) => {
          const next = new Set(before)
          if (!next.delete(id)) next.add(id)
          return next
        }),
      add: (more) => setIds((before) => new Set([...before, ...more].slice(0, MOST_CHOSEN))),
      clear: () => setIds(new Set()),
    }),
    [ids],
  )
}

export const SelectionContext = createContext<Selection>({
  ids: new Set(),
  toggle: () => {},
  add: () => {},
  clear: () => {},
})

export const useSelection = (): Selection => useContext(SelectionContext)
