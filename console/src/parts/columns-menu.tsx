import Columns3 from 'lucide-react/icons/columns-3'
import { type KeyboardEvent, useState } from 'react'
import { t } from '../texts/texts.ts'
import { Check } from './field.tsx'
import { Menu } from './menu.tsx'

type Props = {
  all: readonly { readonly name: string; readonly word: string }[]
  shown: readonly string[]
  /** Undefined: those of the page. */
  onChange: (names: readonly string[] | undefined) => void
}

/** Which columns a list has, and in which order: dragged, or moved by `Alt` with an arrow. The last one stays. */
export function ColumnsMenu({ all, shown, onChange }: Props) {
  const [dragged, setDragged] = useState<string>()
  const columns = [
    ...shown.flatMap((name) => all.find((one) => one.name === name) ?? []),
    ...all.filter(({ name }) => !shown.includes(name)),
  ]
  const moveTo = (name: string, at: number) => {
    const others = shown.filter((one) => one !== name)
    if (at >= 0 && at < shown.length) onChange(others.toSpliced(at, 0, name))
  }
  const onKey = (event: KeyboardEvent, name: string) => {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined
    if (by === undefined || !shown.includes(name)) return
    event.preventDefault()
    event.stopPropagation()
    moveTo(name, shown.indexOf(name) + by)
  }
  return (
    <Menu label={t.columns.title} icon={<Columns3 size={16} />}>
      {() => (
        <>
          <p className="s qq">{t.columns.order}</p>
          {columns.map(({ name, word }) => {
            const isShown = shown.includes(name)
            return (
              <fieldset
                key={name}
                className="bare"
                aria-label={word}
                draggable={isShown}
                onDragStart={() => setDragged(name)}
                onDragEnd={() => setDragged(undefined)}
                onDragOver={(event) => {
                  if (dragged !== undefined && isShown) event.preventDefault()
                }}
                onDrop={(event) => {
                  event.preventDefault()
                  if (dragged !== undefined) moveTo(dragged, shown.indexOf(name))
                }}
                onKeyDown={(event) => onKey(event, name)}
              >
                <Check
                  label={word}
                  checked={isShown}
                  disabled={isShown && shown.length === 1}
                  onChange={() => onChange(isShown ? shown.filter((one) => one !== name) : [...shown, name])}
                />
              </fieldset>
            )
          })}
          <button type="button" className="btn sm" onClick={() => onChange(undefined)}>
            {t.columns.reset}
          </button>
        </>
      )}
    </Menu>
  )
}
