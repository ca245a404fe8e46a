import { useRouterState } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef } from 'react'

/** Where a list of pages is wider than the screen, the one that is open is in sight: after each step, not against who scrolls. */
export function useCurrentInView(list: RefObject<HTMLElement | null>): void {
  const href = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.href })
  const shown = useRef<string>(undefined)
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (!list.current || !current || shown.current === href) return
    shown.current = href
    list.current.scrollLeft = current.offsetLeft - (list.current.clientWidth - current.offsetWidth) / 2
  })
}
