import { type KeyboardEvent, type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react'

type Props = {
  label: string
  icon: ReactNode
  className?: string
  /** All in it are actions, with the role `menuitem`; else it holds fields. */
  isMenu?: boolean
  children: (close: () => void) => ReactNode
}

/** A button, and what it shows beside itself. The browser closes it by itself: by Escape, and by a click elsewhere. */
export function Menu({ label, icon, className = 'btn ic', isMenu = false, children }: Props) {
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement & HTMLFieldSetElement>(null)
  const [isOpen, setOpen] = useState(false)

  /** Below the button, or above it where there is no room. */
  function place(): void {
    const { bottom, top, right } = trigger.current!.getBoundingClientRect()
    const { style, offsetHeight } = menu.current!
    const fits = bottom + offsetHeight + 12 < innerHeight
    style.top = `${fits ? bottom + 4 : Math.max(8, top - offsetHeight - 4)}px`
    style.right = `${document.documentElement.clientWidth - right}px`
  }
  function onKey(event: KeyboardEvent<HTMLElement>): void {
    // Escape is the browser's, and closes nothing else.
    if (event.key === 'Escape') event.nativeEvent.stopPropagation()
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('button, input')]
    const at = items.indexOf(document.activeElement as HTMLElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    items.at(next % items.length)?.focus()
  }
  const content = children(() => menu.current?.hidePopover())
  const shown = {
    ...{ id, className: 'menu', popover: 'auto' as const, tabIndex: -1, 'aria-label': label, onKeyDown: onKey },
    onToggle: ({ newState }: ToggleEvent<HTMLElement>) => {
      setOpen(newState === 'open')
      if (newState !== 'open') return
      place()
      menu.current?.querySelector<HTMLElement>('button, input')?.focus()
    },
  }
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup={isMenu ? 'menu' : 'true'}
        aria-expanded={isOpen}
        popoverTarget={id}
      >
        {icon}
      </button>
      {isMenu ? (
        <div {...shown} role="menu" ref={menu}>
          {content}
        </div>
      ) : (
        <fieldset {...shown} ref={menu}>
          {content}
        </fieldset>
      )}
    </>
  )
}
