import { useRef } from 'react'
import { useKeys } from '../app/keys.ts'
import { t } from '../texts/texts.ts'

type Props = {
  q: string
  /** What is told of how to filter, such as `actorName:Alex since:2h`. */
  label: string
  /** With undefined when it is taken away. */
  onFilter: (q: string | undefined) => void
}

/** The filter of a list in the small query language; `/` goes to it. */
export function FilterBar({ q, label, onFilter }: Props) {
  const field = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => field.current?.focus() })
  return (
    <form
      className="qbar"
      onSubmit={(event) => {
        event.preventDefault()
        onFilter(field.current?.value.trim() || undefined)
      }}
    >
      <input key={q} ref={field} defaultValue={q} aria-label={label} placeholder={label} maxLength={500} />
      {q !== '' ? (
        <button type="button" className="btn sm g" onClick={() => onFilter(undefined)}>
          {t.queue.clear}
        </button>
      ) : (
        <kbd className="ph0">/</kbd>
      )}
    </form>
  )
}
