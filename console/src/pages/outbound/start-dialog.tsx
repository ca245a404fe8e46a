import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { client } from '../../app/api.ts'
import { said } from '../../app/toasts.tsx'
import { Check, Select, TextField } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { count, moment } from '../../parts/format.ts'
import { State } from '../../parts/glyph.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { callText } from './call-text.ts'
import { FIELDS, type ReadCall, readCalls } from './calls-text.ts'
import { forecastQuery } from './forecast.ts'
import type { Service } from './service-query.ts'

const SHOWN = 5
const COLUMNS = [0, 1, 2, 3, 4, 5, 6, 7] as const

/** One call, a pasted list or a file: all of them wait, or none does. */
export function StartDialog({ service, onClose }: { service: Service; onClose: () => void }) {
  const { id, name, kind } = service
  const [text, setText] = useState('')
  const [hasHead, setHead] = useState(false)
  const [columns, setColumns] = useState({ to: 0, from: 1, token: 2 })
  // A long list is read when there is time, once a change: typing goes on meanwhile.
  const settled = useDeferredValue(text)
  const all = useMemo(() => readCalls(settled, kind, columns), [settled, kind, columns])
  const rows = useMemo(() => (hasHead ? all.slice(1) : all), [all, hasHead])
  const wrong = useMemo(() => rows.filter(({ call }) => call === undefined), [rows])

  async function start(): Promise<void> {
    const calls = readCalls(text, kind, columns).slice(hasHead ? 1 : 0)
    const fit = calls.flatMap(({ call }) => call ?? [])
    if (fit.length < calls.length || fit.length === 0)
      throw new Error(t.outbound.startDialog.noneStarts(count(calls.length - fit.length)))
    const { references } = await client.outbound.starts.create(id, fit)
    said(t.outbound.started(count(references.length), name), () => client.outbound.starts.cancel({ references }))
  }
  const { startDialog } = t.outbound
  return (
    <FormDialog
      title={startDialog.title(name)}
      submit={startDialog.submit(count(rows.length))}
      onSubmit={start}
      onClose={onClose}
      isWide
    >
      <TextField
        label={startDialog.calls}
        hint={kind === 'uas' ? startDialog.ofProgram : startDialog.ofPages}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <label className="lab">
        {startDialog.file}
        <input
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          onChange={({ target }) => void target.files?.[0]?.text().then(setText)}
        />
      </label>
      <Check label={startDialog.head} checked={hasHead} onChange={({ target }) => setHead(target.checked)} />
      {kind === 'rest' && (
        <div className="row3">
          {FIELDS.map((field) => (
            <Select
              key={field}
              label={startDialog.fields[field]}
              value={columns[field]}
              options={COLUMNS.map((column) => [column, startDialog.column(column + 1)] as const)}
              onChange={({ target }) => setColumns({ ...columns, [field]: Number(target.value) })}
            />
          ))}
        </div>
      )}
      <FirstRows rows={rows} wrong={wrong} />
      <p>
        <b>{startDialog.count(count(rows.length), count(wrong.length))}</b>{' '}
        <LastBegins service={service} more={rows.length} />
      </p>
    </FormDialog>
  )
}

/** The first ones, and the first of those that are wrong, wherever they stand. */
const shownOf = (rows: readonly ReadCall[], wrong: readonly ReadCall[]): ReadCall[] => [
  ...rows.slice(0, SHOWN),
  ...wrong.slice(0, SHOWN).filter(({ line }) => line > (rows[SHOWN - 1]?.line ?? Number.POSITIVE_INFINITY)),
]

const FirstRows = ({ rows, wrong }: { rows: readonly ReadCall[]; wrong: readonly ReadCall[] }) => (
  <ol className="first-rows">
    {shownOf(rows, wrong).map(({ line, call }) => (
      <li key={line}>
        {call ? (
          <State glyph="done" tone="good">
            {callText(call)}{' '}
            {'from' in call && <span className="q">{[call.from, call.token].filter(Boolean).join(', ')}</span>}
          </State>
        ) : (
          <State glyph="failed" tone="bad">
            {t.outbound.startDialog.wrongLine(count(line))}
          </State>
        )}
      </li>
    ))}
  </ol>
)

/** Behind all that waits already, at the pace that holds. */
function LastBegins({ service: { id, queue }, more }: { service: Service; more: number }) {
  const { data } = useQuery(forecastQuery(id))
  if (!data?.perSecond || more === 0) return null
  const at = Date.now() + ((queue.waiting + more) / data.perSecond) * 1000
  return t.outbound.startDialog.lastBegins(moment(new Date(at).toISOString()))
}
