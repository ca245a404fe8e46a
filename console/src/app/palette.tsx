import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import Search from 'lucide-react/icons/search'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { t } from '../texts/settings-texts.ts'
import { basePath } from './api.ts'
import { found, type Hit, itemsNow, matches } from './palette-items.ts'
import { useMay } from './session.ts'

/** More of one kind are found by typing more. */
const MOST = 6

/** Goes anywhere and does anything by its name. `>` shows actions alone, Tab one kind alone. */
export function Palette({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const may = useMay()
  const [typed, setTyped] = useState('')
  const [kind, setKind] = useState<string>()
  const [at, setAt] = useState(0)
  const [local] = useState(() => itemsNow(may))
  const list = useId()
  const onlyActions = typed.startsWith('>')
  const text = typed.replace(/^>\s*/, '').trim()
  const asked = useDeferredValue(text)
  const { data: remote = [] } = useQuery({
    queryKey: ['palette', asked],
    queryFn: ({ signal }) => found(asked, may, signal),
    enabled: asked.length >= 2 && !onlyActions,
    placeholderData: keepPreviousData,
  })
  const all = [...local.filter((hit) => matches(hit, text)), ...(text.length >= 2 ? remote : [])]
  const groups = [...Map.groupBy(all, (hit) => hit.kind)]
    .filter(([name]) => (onlyActions ? name === t.palette.actions : kind === undefined || name === kind))
    .map(([name, hits]) => [name, hits.slice(0, kind === undefined ? MOST : MOST * 4)] as const)
  const shown = groups.flatMap(([, hits]) => hits)
  const chosen = shown[Math.min(at, shown.length - 1)]

  function go(hit: Hit, isElsewhere: boolean): void {
    onClose()
    if (hit.run) hit.run()
    else if (isElsewhere) open(basePath + hit.to, '_blank', 'noopener')
    else void navigate({ to: hit.to! })
  }
  function onKey(event: KeyboardEvent<HTMLInputElement>): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by !== undefined) setAt(Math.max(0, Math.min(shown.length - 1, at + by)))
    else if (event.key === 'Enter' && chosen) go(chosen, event.ctrlKey || event.metaKey)
    else if (event.key === 'Tab' && chosen) setKind(kind === undefined ? chosen.kind : undefined)
    else return
    event.preventDefault()
  }

  return (
    <Dialog title={t.palette.title} isTitleQuiet onClose={onClose} className="dlg palette">
      <div className="pq">
        <Search size={17} />
        {kind !== undefined && <span className="chip">{kind}</span>}
        <input
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-label={t.palette.title}
          {...(chosen && { 'aria-activedescendant': list + chosen.id })}
          placeholder={t.palette.placeholder}
          value={typed}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKey}
        />
        <kbd>Esc</kbd>
      </div>
      <div id={list} role="listbox" aria-label={t.palette.title} className="hits">
        {groups.map(([name, hits]) => (
          <fieldset key={name} aria-label={name}>
            <p className="qq s">{name}</p>
            {hits.map((hit) => (
              <div
                key={hit.id}
                id={list + hit.id}
                role="option"
                tabIndex={-1}
                aria-selected={hit === chosen}
                onPointerDown={(event) => {
                  event.preventDefault()
                  go(hit, event.ctrlKey || event.metaKey)
                }}
              >
                <b>{hit.word}</b> <span className="qq">{hit.beside}</span>
                {hit.key !== undefined && <kbd>{hit.key}</kbd>}
              </div>
            ))}
          </fieldset>
        ))}
        {shown.length === 0 && <p className="q">{t.palette.none(text)}</p>}
      </div>
      <p className="ph s qq" role="status">
        {t.palette.help} · {t.palette.count(shown.length)}
      </p>
    </Dialog>
  )
}
