import type { Mail } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { act } from '../../../app/toasts.tsx'
import { Choices } from '../../../parts/choices.tsx'
import { count, moment } from '../../../parts/format.ts'
import { type GlyphName, State, type Tone } from '../../../parts/glyph.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { More } from '../../../parts/more.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/told-texts.ts'
import { useSettingsSearch } from '../search.ts'
import '../../../style/entry.page.css'

const STATES = [undefined, 'queued', 'sent', 'failed'] as const
const SHOWN = 50
const COLUMNS = [
  { word: t.mail.subject },
  { word: t.lanes.state },
  { word: t.mail.to, isWide: true },
  { word: t.webhooks.tries, isNumber: true, isWide: true },
  { word: t.webhooks.at, isNumber: true, isWide: true },
  { word: t.lanes.actions, isQuiet: true },
]
const LOOKS: Record<Mail['state'], [GlyphName, Tone]> = {
  queued: ['waiting', 'neutral'],
  sent: ['done', 'good'],
  failed: ['failed', 'bad'],
}

/** Each mail with its end, and why it was that; without the right to read the system, one's own. */
export function Outbox() {
  const { search, change } = useSettingsSearch()
  const state = STATES.find((one) => one !== undefined && one === search.state)
  const mails = useQuery({
    queryKey: ['mails', state],
    queryFn: ({ signal }) => client.mails.list({ limit: SHOWN, ...(state !== undefined && { state }) }, { signal }),
  })
  return (
    <section className="sec" aria-label={t.mail.outbox}>
      <header>
        <h2>{t.mail.outbox}</h2>
      </header>
      <Choices
        className="scroll"
        tabs={STATES.map((one) => ({ value: one, word: t.mail.states[one ?? 'all'] }))}
        current={state}
        onChange={(next) => change({ state: next })}
      />
      <Read query={mails}>
        {({ items, total }) =>
          items.length === 0 ? (
            <p className="quiet">{t.mail.noMails}</p>
          ) : (
            <>
              <ListTable columns={COLUMNS}>
                {items.map((mail) => (
                  <MailRow key={mail.id} mail={mail} />
                ))}
              </ListTable>
              <More shown={items.length} of={total} />
            </>
          )
        }
      </Read>
    </section>
  )
}

function MailRow({ mail }: { mail: Mail }) {
  const { id, address, subject, state, attempts, answer, createdAt, endedAt } = mail
  const [open, setOpen] = useState(false)
  const [glyph, tone] = LOOKS[state]
  return (
    <>
      <tr>
        <td>
          <button type="button" className="what" aria-expanded={open} onClick={() => setOpen(!open)}>
            <span className="b">{subject ?? t.mail.hidden}</span>
            <span className="s qq only-phone">{address}</span>
          </button>
        </td>
        <td>
          <State glyph={glyph} tone={tone}>
            {t.mail.states[state]}
          </State>
        </td>
        <td className="q">{address}</td>
        <td className="n">{count(attempts)}</td>
        <td className="n q">{moment(endedAt ?? createdAt)}</td>
        <td className="n">
          {state === 'failed' && (
            <button
              type="button"
              className="btn sm"
              onClick={() => void act(() => client.mails.retry(id), t.mail.retried(address))}
            >
              {t.webhooks.replay}
            </button>
          )}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6}>
            <div className="changes">
              {answer && <p className="words">{answer}</p>}
              <MailText id={id} />
            </div>
          </td>
        </tr>
      )}
    </>
  )
}

function MailText({ id }: { id: number }) {
  const mail = useQuery({ queryKey: ['mail', id], queryFn: ({ signal }) => client.mails.get(id, { signal }) })
  return <Read query={mail}>{({ plain }) => <pre className="code">{plain ?? t.mail.hidden}</pre>}</Read>
}
