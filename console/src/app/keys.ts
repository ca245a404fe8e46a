import { type RefObject, useEffect, useRef } from 'react'

/** By the character that is typed, so that no keyboard needs AltGr: `g q`, `j`, `?`, `Shift L` is `L`. */
export type Keys = Readonly<Record<string, () => void>>

const TOGETHER_MS = 1200
let before = { key: '', at: 0 }

/** What is on screen and has keys; what came last is asked first. */
const asked = new Set<RefObject<Keys>>()

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  (target as HTMLInputElement).type !== 'checkbox'

function onKey(event: KeyboardEvent): void {
  const { key, timeStamp } = event
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
  if (isTyping(event.target) && key !== 'Escape') return
  // What lies behind a dialog is not under the hand.
  if (document.querySelector('dialog:modal')) return
  const pair = timeStamp - before.at < TOGETHER_MS ? `${before.key} ${key}` : ''
  before = { key, at: timeStamp }
  const keys = [...asked].toReversed().map(({ current }) => current)
  const work = keys.find((one) => one[pair])?.[pair] ?? keys.find((one) => one[key])?.[key]
  if (!work) return
  event.preventDefault()
  before = { key: '', at: 0 }
  work()
}

/** What keys do while this is on screen; in a field they are letters, but for Escape. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    if (asked.size === 0) addEventListener('keydown', onKey)
    asked.add(current)
    return () => {
      asked.delete(current)
      if (asked.size === 0) removeEventListener('keydown', onKey)
    }
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
