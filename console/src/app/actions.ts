import { useEffect, useRef } from 'react'

/** What can be done on this page, for the palette: `key` is what does it without. */
export type PageAction = { readonly word: string; readonly key?: string; readonly run: () => void }

const offered = new Set<{ readonly current: readonly PageAction[] }>()

/** Offers these as long as the page is there. */
export function useActions(actions: readonly PageAction[]): void {
  const current = useRef(actions)
  current.current = actions
  useEffect(() => {
    offered.add(current)
    return () => {
      offered.delete(current)
    }
  }, [])
}

/** As they are now: the palette asks when it is opened. */
export const pageActions = (): PageAction[] => [...offered].flatMap(({ current }) => current)
