import { useEffect, useSyncExternalStore } from 'react'

/** Where somebody is below an entry of the navigation: `delivery-notices`, or nothing on the page of the entry itself. */
let part = ''
const listeners = new Set<() => void>()

function become(next: string): void {
  if (next === part) return
  part = next
  for (const tell of listeners) tell()
}

/** This page has a name of its own, for the top bar and for the title of the document, as long as it is there. */
export function usePlace(name: string): void {
  useEffect(() => {
    become(name)
    return () => become('')
  }, [name])
}

export const useCurrentPlace = (): string =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => part,
  )
