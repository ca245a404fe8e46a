import type { AttentionItem, LaneDetail } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { attentionQuery } from '../../app/attention.ts'
import { useMay } from '../../app/session.ts'
import { said } from '../../app/toasts.tsx'
import { Field } from '../../parts/field.tsx'
import { carryOut } from '../../parts/fix.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { count } from '../../parts/format.ts'
import { t } from '../../texts/operate-texts.ts'
import { nameOf, serverOf } from './lane-verbs.ts'

/** What is more than this is typed before it happens. */
const TYPED_ABOVE = 100

/** How near the hour's harm is to where a person has to say that it is meant, and what waits for that. */
export function Brake({ lane }: { lane: LaneDetail }) {
  const { used, limit } = lane.brake
  const may = useMay()
  const [asked, setAsked] = useState<AttentionItem>()
  const { data } = useQuery(attentionQuery)
  const held = data?.items.find(({ id }) => id.startsWith(`brake:${serverOf(lane)}:`))
  if (limit === null) return null
  return (
    <section className="ps">
      <header className="sh">
        <h2>{t.lanes.brake}</h2>
        <span className="more">{t.lanes.thisHour}</span>
      </header>
      <p className="brake">
        {t.lanes.harm}
        <span>
          <b>{count(used)}</b> {t.lanes.ofLimit(count(limit))}
        </span>
      </p>
      <span className={used >= limit ? 'bar full' : 'bar acc'}>
        <i style={{ width: `${Math.min(1, used / limit) * 100}%` }} />
      </span>
      <p className="s q">{t.lanes.braked(count(limit), held?.count ?? 0)}</p>
      {held && may('provisioning.write') && (
        <button type="button" className="btn" onClick={() => setAsked(held)}>
          {t.lanes.approve(count(held.count))}
        </button>
      )}
      {asked && <Approve item={asked} of={nameOf(lane)} onClose={() => setAsked(undefined)} />}
    </section>
  )
}

function Approve({
  item: { fix, count: n, explanation },
  of,
  onClose,
}: {
  item: AttentionItem
  of: string
  onClose: () => void
}) {
  return (
    <FormDialog
      title={t.lanes.approveOf(count(n), of)}
      submit={t.lanes.approveNow(count(n))}
      onClose={onClose}
      onSubmit={async () => {
        await carryOut(fix, {})
        said(t.lanes.approved(count(n)))
      }}
    >
      <p>{explanation}</p>
      {n > TYPED_ABOVE && (
        <Field label={t.lanes.typeNumber(String(n))} required pattern={String(n)} inputMode="numeric" />
      )}
    </FormDialog>
  )
}
