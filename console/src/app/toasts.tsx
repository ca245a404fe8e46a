import { useEffect, useRef, useSyncExternalStore } from 'react'
import { t } from '../texts/texts.ts'

type Toast = { readonly text: string; readonly bad?: boolean; readonly undo?: () => Promise<unknown> }

const SHOWN_MS = 6000
const UNDO_MS = 10_000

let current: Toast | undefined
const waiting: Toast[] = []
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function next(): void {
  clearTimeout(timer)
  current = waiting.shift()
  // A failure stays until somebody has seen it.
  if (current && !current.bad) timer = setTimeout(next, current.undo ? UNDO_MS : SHOWN_MS)
  for (const tell of listeners) tell()
}

function toast(shown: Toast): void {
  waiting.push(shown)
  if (!current) next()
}

/** Says what became of something that a person asked for. */
export const said = (text: string, undo?: () => Promise<unknown>): void => toast({ text, ...(undo && { undo }) })

const toastFailure = (failure: unknown): void =>
  toast({ bad: true, text: failure instanceof Error ? failure.message : String(failure) })

/** Does it, says so, and offers the way back. */
export async function act(
  work: () => Promise<unknown>,
  /** Asked for when it is done, where only then it is known. */
  text: string | (() => string),
  undo?: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work()
    said(typeof text === 'string' ? text : text(), undo)
    return true
  } catch (failure) {
    toastFailure(failure)
    return false
  }
}

export function undoLast(): void {
  const { undo } = current ?? {}
  if (!undo) return
  next()
  void act(undo, t.undone)
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => current,
  )
  const element = useRef<HTMLDivElement>(null)
  // Shown anew with each, so that it lies above a dialog that was opened meanwhile.
  useEffect(() => {
    element.current!.togglePopover(false)
    if (shown) element.current!.togglePopover(true)
  }, [shown])
  return (
    <div ref={element} className="toasts" role="status" popover="manual">
      {shown && (
        <div className={shown.bad ? 'toast bad' : 'toast'}>
          <span>{shown.text}</span>
          {shown.undo && (
            <button type="button" className="u" onClick={undoLast}>
              {t.undo} <kbd>z</kbd>
            </button>
          )}
          <button type="button" aria-label={t.close} onClick={next}>
            ×
          </button>
        </div>
      )}
    </div>
  )
}
