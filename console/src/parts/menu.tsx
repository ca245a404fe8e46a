import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'

type Props = {
  label: string
  icon: ReactNode
  className?: string
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** A button, and what it shows below itself until somebody leaves it. */
export function Menu({ label, icon, className = 'btn ic', children }: Props) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  function onKey(event: KeyboardEvent<HTMLFieldSetElement>): void {
    if (!isOpen) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const inside = [...event.currentTarget.querySelectorAll<HTMLElement>('.menu button, .menu input, .menu a')]
    const next = inside.indexOf(document.activeElement as HTMLElement) + by
    inside.at(Math.max(0, Math.min(inside.length - 1, next)))?.focus()
  }
  function onBlur({ currentTarget, relatedTarget }: FocusEvent<HTMLFieldSetElement>): void {
    if (!currentTarget.contains(relatedTarget as Node | null)) setOpen(false)
  }
  return (
    <fieldset className="menuof" aria-label={label} onKeyDown={onKey} onBlur={onBlur}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {icon}
      </button>
      {isOpen && <div className="menu">{typeof children === 'function' ? children(close) : children}</div>}
    </fieldset>
  )
}
