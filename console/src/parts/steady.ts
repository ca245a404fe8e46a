import { type FocusEvent, type PointerEvent, useRef, useState } from 'react'

/** Rows under the hand: `gone` ones are there no longer, `fresh` ones wait until the hand is away. */
export type Steady<T> = {
  readonly rows: readonly T[]
  readonly gone: ReadonlySet<number>
  readonly fresh: number
  /** Shows what waited. */
  readonly release: () => void
  /** Of the element around the rows. */
  readonly watch: {
    onPointerEnter: (event: PointerEvent) => void
    onPointerLeave: () => void
    onFocus: () => void
    onBlur: (event: FocusEvent) => void
  }
}

/**
 * A live list that does not move while somebody points into it or works in it: what is there changes in place, what goes
 * stays until they leave, and what comes is counted.
 */
export function useSteady<T extends { readonly id: number }>(items: readonly T[]): Steady<T> {
  const [isUnder, setUnder] = useState({ pointer: false, focus: false })
  const held = useRef<readonly T[]>(items)
  const byId = new Map(items.map((item) => [item.id, item]))
  const isBusy = (isUnder.pointer || isUnder.focus) && held.current.length > 0
  const rows = isBusy ? held.current.map((old) => byId.get(old.id) ?? old) : items
  held.current = rows
  const known = new Set(rows.map(({ id }) => id))
  return {
    rows,
    gone: new Set([...known].filter((id) => !byId.has(id))),
    fresh: items.filter(({ id }) => !known.has(id)).length,
    release: () => {
      held.current = items
      setUnder((now) => ({ ...now }))
    },
    watch: {
      // A finger does not hover: where it was is no place where it is.
      onPointerEnter: ({ pointerType }) => pointerType === 'mouse' && setUnder((now) => ({ ...now, pointer: true })),
      onPointerLeave: () => setUnder((now) => ({ ...now, pointer: false })),
      onFocus: () => setUnder((now) => (now.focus ? now : { ...now, focus: true })),
      onBlur: ({ currentTarget, relatedTarget }) =>
        !currentTarget.contains(relatedTarget as Node | null) && setUnder((now) => ({ ...now, focus: false })),
    },
  }
}
