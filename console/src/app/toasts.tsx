import { useEffect, useRef, useSyncExternalStore } from 'react'
import { t } from '../texts/texts.ts'

export type Toast = {
  readonly text: string
  readonly at: Date
  readonly bad?: boolean
  readonly undo?: () => Promise<unknown>
}

const SHOWN_MS = 6000
const UNDO_MS = 10_000
/** What is looked up later: the last of them. */
const KEPT = 50

let current: Toast | undefined
let log: readonly Toast[] = []
const waiting: Toast[] = []
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function tellAll(): void {
  for (const tell of listeners) tell()
}

function next(): void {
  clearTimeout(timer)
  current = waiting.shift()
  // A failure stays until somebody has seen it.
  if (current && !current.bad) timer = setTimeout(next, current.undo ? UNDO_MS : SHOWN_MS)
  tellAll()
}

function toast(shown: Omit<Toast, 'at'>): void {
  const one = { ...shown, at: new Date() }
  log = [one, ...log].slice(0, KEPT)
  waiting.push(one)
  // What can be undone waits for nothing that cannot: its time runs.
  if (!current || (!current.bad && !current.undo)) next()
  else tellAll()
}

/** Says what became of something that a person asked for. */
export const said = (text: string, undo?: () => Promise<unknown>): void => toast({ text, ...(undo && { undo }) })

export const saidFailure = (failure: unknown): void =>
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
    saidFailure(failure)
    return false
  }
}

/** The last thing that has a way back, as long as it is offered. */
export function undoLast(): void {
  const offered = log.find(({ undo, at }) => undo && Date.now() - at.getTime() < UNDO_MS)
  if (offered) undo(offered)
}

function undo(offered: Toast): void {
  const { undo: work } = offered
  log = log.map(({ undo: way, ...one }) => (one.at === offered.at ? one : { ...one, ...(way && { undo: way }) }))
  if (current?.at === offered.at) next()
  void act(work!, t.undone)
}

const useToasts = <Of,>(of: () => Of): Of =>
  useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, of)

/** All that was said, the newest first. */
export const useSaid = (): readonly Toast[] => useToasts(() => log)

export function Toasts() {
  const shown = useToasts(() => current)
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
            <button type="button" className="u" onClick={() => undo(shown)}>
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
