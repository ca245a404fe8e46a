import { type RefObject, useReducer, useRef } from 'react'

/** Rows under the hand: `gone` ones are there no longer, `fresh` ones wait until the hand is away. */
export type Steady<T> = {
  readonly rows: readonly T[]
  readonly gone: ReadonlySet<number>
  readonly fresh: number
  /** Shows what waited. */
  readonly release: () => void
  /** Of the element around the rows. */
  readonly watch: {
    ref: RefObject<HTMLDivElement | null>
    onPointerLeave: () => void
    onBlur: () => void
  }
}

/**
 * A live list that does not move while somebody points into it or works in it: what is there changes in place, what goes
 * stays until they leave, and what comes is counted. Where `window` says that other rows are held now, those are shown.
 */
export function useSteady<T extends { readonly id: number }>(items: readonly T[], window = ''): Steady<T> {
  const element = useRef<HTMLDivElement>(null)
  const [, again] = useReducer((times: number) => times + 1, 0)
  const held = useRef<readonly T[]>(items)
  const shown = useRef(window)
  if (shown.current !== window) held.current = []
  shown.current = window
  const byId = new Map(items.map((item) => [item.id, item]))
  const isBusy = held.current.length > 0 && element.current !== null && isUnderHand(element.current)
  const rows = isBusy ? [...held.current.map((old) => byId.get(old.id) ?? old), ...behind(held.current, items)] : items
  held.current = rows
  const known = new Set(rows.map(({ id }) => id))
  return {
    rows,
    gone: new Set([...known].filter((id) => !byId.has(id))),
    fresh: items.filter(({ id }) => !known.has(id)).length,
    release: () => {
      held.current = items
      again()
    },
    watch: {
      ref: element,
      onPointerLeave: again,
      // The next focus is there only afterwards.
      onBlur: () => requestAnimationFrame(again),
    },
  }
}

/** What follows the last row that is there: it moves nothing. */
function behind<T extends { readonly id: number }>(held: readonly T[], items: readonly T[]): readonly T[] {
  const known = new Set(held.map(({ id }) => id))
  return items.slice(items.findLastIndex(({ id }) => known.has(id)) + 1)
}

/**
 * Asked of the document, because what goes away under the pointer or with the focus tells nobody. A finger does not hover:
 * where it was is no place where it is.
 */
const isUnderHand = (element: HTMLElement): boolean =>
  element.contains(document.activeElement) || (matchMedia('(hover: hover)').matches && element.matches(':hover'))
