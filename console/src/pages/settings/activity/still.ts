import { useState } from 'react'

/** Rows of a list that grows at its top stay where they are while somebody is in it; what is new waits. */
export function useStill<Row>(rows: readonly Row[], place: (row: Row) => number) {
  const [held, setHeld] = useState<number>()
  const shown = held === undefined ? rows : rows.filter((row) => place(row) <= held)
  return {
    shown,
    fresh: rows.length - shown.length,
    hold: () => setHeld((before) => before ?? (rows[0] && place(rows[0]))),
    release: () => setHeld(undefined),
  }
}
