import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'

type Props = {
  title: string
  /** By Escape, or by a click beside it. Without it only what is in the dialog closes it. */
  onClose?: (() => void) | undefined
  className?: string
  /** For who hears it: the content says it to those who see it. */
  isTitleQuiet?: boolean
  children: ReactNode
}

/** The browser's own modal dialog: it keeps the focus, makes the rest inert, and gives the focus back. */
export function Dialog({ title, onClose, className = 'dlg dialog', isTitleQuiet, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const shown = dialog.current!
    shown.showModal()
    // Closed before it is taken away, so that the focus goes back to where it was.
    return () => shown.close()
  }, [])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onClose?.()
  }
  function onPointerDown({ target, currentTarget, clientX, clientY }: PointerEvent<HTMLDialogElement>): void {
    if (target !== currentTarget) return
    const { left, right, top, bottom } = currentTarget.getBoundingClientRect()
    if (clientX < left || clientX > right || clientY < top || clientY > bottom) onClose?.()
  }
  // At the end of the document: it is seen also where what opened it is hidden.
  return createPortal(
    <dialog
      ref={dialog}
      className={className}
      aria-labelledby={id}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id={id} className={isTitleQuiet ? 'skip' : ''}>
        {title}
      </h2>
      {children}
    </dialog>,
    document.body,
  )
}
