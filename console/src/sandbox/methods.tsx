import { useMemo, useState } from 'react'
import { t } from '../texts/sandbox-texts.ts'
import type { Call } from './faces.ts'
import { shortNames } from './short-names.ts'

type Props = { calls: readonly Call[]; current: Call; onChoose: (name: string) => void }

/** What fits into a line of the list. */
const LETTERS = 25

const grouped = (calls: readonly Call[]) => [...Map.groupBy(calls, ({ group }) => group)]

/** The methods as a list to look through, and where there is no room for one, as a choice. */
export function Methods({ calls, current, onChoose }: Props) {
  const [sought, setSought] = useState('')
  const shorts = useMemo(
    () =>
      shortNames(
        calls.map(({ name }) => name),
        LETTERS,
      ),
    [calls],
  )
  const words = sought.trim().toLowerCase()
  const found = calls.filter(({ name, action, about }) => `${name} ${action} ${about}`.toLowerCase().includes(words))
  return (
    <nav className="methods" aria-label={t.methods}>
      <label className="lab choice">
        {t.method}
        <select className="inp" value={current.name} onChange={(event) => onChoose(event.target.value)}>
          {grouped(calls).map(([group, members]) => (
            <optgroup key={group} label={group}>
              {members.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <div className="list">
        <input
          className="inp"
          type="search"
          aria-label={t.find(String(calls.length))}
          placeholder={t.find(String(calls.length))}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
        {found.length === 0 && <p className="q">{t.nothingFound}</p>}
        {grouped(found).map(([group, members]) => (
          <section key={group}>
            <h2>{group}</h2>
            {members.map(({ name, http }) => (
              <button
                key={name}
                type="button"
                title={name}
                data-call={name}
                aria-current={name === current.name}
                onClick={() => onChoose(name)}
              >
                <span className={`verb ${http}`}>{http === 'DELETE' ? 'DEL' : http}</span>
                <span>{shorts.get(name)}</span>
              </button>
            ))}
          </section>
        ))}
      </div>
    </nav>
  )
}
