import { useEffect, useRef } from 'react'

/** By the character that is typed, so that no keyboard needs AltGr: `g q`, `j`, `?`, `Shift L` is `L`. */
export type Keys = Readonly<Record<string, () => void>>

const TOGETHER_MS = 1200
let before = { key: '', at: 0 }

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** What keys do while this is on screen; in a field they are letters, but for Escape. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (isTyping(event.target) && event.key !== 'Escape') return
      // What lies behind a dialog is not under the hand.
      if (document.querySelector('dialog:modal')) return
      const pair = event.timeStamp - before.at < TOGETHER_MS ? `${before.key} ${event.key}` : ''
      const work = current.current[pair] ?? current.current[event.key]
      if (!work) {
        // Several listen: the first letter of a pair is remembered by time, whoever sees it.
        before = { key: event.key, at: event.timeStamp }
        return
      }
      event.preventDefault()
      before = { key: '', at: 0 }
      work()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

/** `Ctrl S` saves what was changed, from a field too; where nothing was, it does nothing. */
export function useSaveKey(save: (() => void) | undefined): void {
  const current = useRef(save)
  current.current = save
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      current.current?.()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
