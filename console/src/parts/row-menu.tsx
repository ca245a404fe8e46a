import { Ellipsis } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { t } from '../texts/texts.ts'

export type RowAction = { readonly word: string; readonly isDanger?: boolean; readonly run: () => void }

/** What can be done with one row. The browser closes it by itself: by Escape, and by a click elsewhere. */
export function RowMenu({ of, actions }: { of: string; actions: readonly RowAction[] }) {
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)

  /** Below the button, or above it where there is no room. */
  function place(): void {
    const { bottom, top, right } = trigger.current!.getBoundingClientRect()
    const { style, offsetHeight } = menu.current!
    const fits = bottom + offsetHeight + 12 < innerHeight
    style.top = `${fits ? bottom + 4 : Math.max(8, top - offsetHeight - 4)}px`
    style.right = `${document.documentElement.clientWidth - right}px`
  }
  function onKey(event: KeyboardEvent<HTMLDivElement>): void {
    const items = [...event.currentTarget.querySelectorAll('button')]
    const at = items.indexOf(document.activeElement as HTMLButtonElement)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    items.at(next % items.length)?.focus()
  }
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className="btn g ic sm"
        aria-label={t.actionsOf(of)}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        popoverTarget={id}
      >
        <Ellipsis size={16} />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        className="menu"
        aria-label={t.actionsOf(of)}
        onKeyDown={onKey}
        onToggle={({ newState }) => {
          setOpen(newState === 'open')
          if (newState !== 'open') return
          place()
          menu.current?.querySelector('button')?.focus()
        }}
      >
        {actions.map(({ word, isDanger, run }) => (
          <button
            key={word}
            type="button"
            role="menuitem"
            tabIndex={-1}
            className={isDanger ? 'bad' : undefined}
            onClick={() => {
              menu.current?.hidePopover()
              run()
            }}
          >
            {word}
          </button>
        ))}
      </div>
    </>
  )
}
