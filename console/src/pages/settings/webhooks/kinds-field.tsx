import { useQuery } from '@tanstack/react-query'
import X from 'lucide-react/icons/x'
import { type KeyboardEvent, useState } from 'react'
import { client } from '../../../app/api.ts'
import { t } from '../../../texts/told-texts.ts'

const LIST = 'webhook-kinds'

/** Kinds of events, chosen one by one: what there is completes what is typed, and `service.*` is all of a noun. */
export function KindsField({ kinds: first }: { kinds: readonly string[] }) {
  const [kinds, setKinds] = useState(first)
  const [typed, setTyped] = useState('')
  const { data } = useQuery({
    queryKey: ['event-kinds'],
    queryFn: ({ signal }) => client.events.kinds({ signal }),
    staleTime: 'static',
  })
  const known = data?.items ?? []
  const nouns = [...new Set(known.map(({ kind }) => `${kind.split('.', 1)[0]}.*`))]

  function add(kind: string): void {
    setTyped('')
    if (kind !== '' && !kinds.includes(kind)) setKinds([...kinds, kind])
  }
  function onKey(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault()
      add(typed.trim())
    } else if (event.key === 'Backspace' && typed === '') setKinds(kinds.slice(0, -1))
  }
  return (
    <div className="lab">
      <label htmlFor={`${LIST}-input`}>{t.webhooks.kinds}</label>
      <small>{t.webhooks.kindsHint}</small>
      {/* What is typed and not added yet counts too. */}
      <input type="hidden" name="kinds" value={[...kinds, typed.trim()].filter(Boolean).join(',')} />
      <span className="inp chips">
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-label={t.webhooks.removeKind(kind)}
            onClick={() => setKinds(kinds.filter((one) => one !== kind))}
          >
            <span className="mono">{kind}</span>
            <X size={12} />
          </button>
        ))}
        <input
          id={`${LIST}-input`}
          list={LIST}
          value={typed}
          maxLength={100}
          autoComplete="off"
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={onKey}
          onBlur={() => add(typed.trim())}
        />
      </span>
      <datalist id={LIST}>
        {nouns.map((kind) => (
          <option key={kind} value={kind} />
        ))}
        {known.map(({ kind, description }) => (
          <option key={kind} value={kind} label={description} />
        ))}
      </datalist>
    </div>
  )
}
