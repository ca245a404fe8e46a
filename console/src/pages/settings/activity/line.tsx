import type { ActivityEvent } from '@provisor/client'
import { useState } from 'react'
import { count, moment } from '../../../parts/format.ts'
import { t } from '../../../texts/settings-texts.ts'

/** One line of the log; open it has each field that was changed. */
export function Line({ line }: { line: ActivityEvent }) {
  const [open, setOpen] = useState(false)
  const { at, description, kind, actor, position } = line
  return (
    <>
      <tr>
        <td className="q when" title={at}>
          {moment(at)}
        </td>
        <td>
          <button type="button" className="what" aria-expanded={open} onClick={() => setOpen(!open)}>
            <span className="b">{description}</span>
            <br />
            <span className="s qq mono">{kind}</span>
            <span className="s qq only-phone">{actor.name}</span>
          </button>
        </td>
        <td>
          {actor.name}
          {actor.address !== '' && <span className="s qq mono from">{actor.address}</span>}
        </td>
        <td className="n qq">{count(position)}</td>
      </tr>
      {open && (
        <tr>
          <td colSpan={4}>
            <Changes line={line} />
          </td>
        </tr>
      )}
    </>
  )
}

function Changes({ line: { changes, actor, position, at } }: { line: ActivityEvent }) {
  const fields = Object.entries(changes)
  return (
    <div className="changes">
      <p className="s qq">
        #{count(position)} · <span className="mono">{at}</span> · {actor.name}
        {actor.address !== '' && ` ${t.activity.from(actor.address)}`}
      </p>
      {fields.length === 0 ? (
        <p className="q">{t.activity.noChanges}</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t.activity.field}</th>
              <th scope="col">{t.activity.before}</th>
              <th scope="col">{t.activity.after}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(([field, { before, after }]) => (
              <tr key={field}>
                <th scope="row" className="mono">
                  {field}
                </th>
                <td className="mono q">{told(before)}</td>
                <td className="mono">{told(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

/** What is not set is a dash; texts stand without quotes. */
const told = (value: unknown): string =>
  value === null || value === undefined || value === ''
    ? '—'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)
