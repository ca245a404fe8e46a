import type { Ban } from '@provisor/client'
import { queryOptions, useQuery } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { act, said } from '../../../app/toasts.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Field, Select } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { count, moment, since } from '../../../parts/format.ts'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/access-texts.ts'
import { refresh } from '../people.ts'
import { FACES, wordOf } from './faces.ts'

const bansQuery = queryOptions({
  queryKey: ['bans'],
  queryFn: ({ signal }) => client.bans.list({}, { signal }),
})

const COLUMNS = [
  { word: t.bans.address },
  { word: t.bans.face, isWide: true },
  { word: t.bans.why, isWide: true },
  { word: t.bans.since, isWide: true },
  { word: t.bans.until },
  { word: t.staff.actions, isQuiet: true },
]
const MOST = 200

/** Whom a face does not listen to at present. */
export function Bans() {
  usePlace(t.titles.bans)
  const mayChange = useMay()('access.write')
  const bans = useQuery(bansQuery)
  const [isAdding, setAdding] = useState(false)

  function lift({ id, face, address, reason, expiresAt }: Ban): void {
    const again = async () => {
      await client.bans.create({ face, address, reason, expiresAt })
      await refresh(bansQuery)
    }
    void act(() => client.bans.lift(id), t.bans.lifted(address), again).then(() => refresh(bansQuery))
  }
  return (
    <Page
      title={t.titles.bans}
      sentence={t.bans.sentence}
      actions={
        mayChange && (
          <button type="button" className="btn" onClick={() => setAdding(true)}>
            <Plus size={15} />
            {t.bans.ban}
          </button>
        )
      }
    >
      <Read query={bans}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={t.bans.empty} />
          ) : (
            <>
              <ListTable columns={mayChange ? COLUMNS : COLUMNS.slice(0, -1)}>
                {items.slice(0, MOST).map((ban) => (
                  <tr key={ban.id}>
                    <td className="mono">{ban.address}</td>
                    <td>{wordOf(ban.face)}</td>
                    <td>
                      {ban.reason}
                      {ban.automatic && <small className="under">{t.bans.automatic}</small>}
                    </td>
                    <td>{since(ban.createdAt)}</td>
                    <td>{ban.expiresAt ? moment(ban.expiresAt) : t.bans.forEver}</td>
                    {mayChange && (
                      <td className="n">
                        <button
                          type="button"
                          className="btn sm"
                          aria-label={`${t.bans.lift} ${ban.address}`}
                          onClick={() => lift(ban)}
                        >
                          {t.bans.lift}
                        </button>
                      </td>
                    )}
                  </tr>
                ))}
              </ListTable>
              {items.length > MOST && <p className="qq">{t.outbound.more(count(items.length - MOST))}</p>}
            </>
          )
        }
      </Read>
      {isAdding && <BanDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

const HOURS = [
  [1, t.bans.hours[1]],
  [24, t.bans.hours[24]],
  [168, t.bans.hours[168]],
] as const

function BanDialog({ onClose }: { onClose: () => void }) {
  async function create(form: FormData): Promise<void> {
    const text = (field: string) => String(form.get(field) ?? '').trim()
    const hours = Number(text('hours'))
    const { address } = await client.bans.create({
      face: text('face') as Ban['face'],
      address: text('address'),
      reason: text('reason'),
      expiresAt: hours === 0 ? null : new Date(Date.now() + hours * 3_600_000).toISOString(),
    })
    await refresh(bansQuery)
    said(t.bans.banned(address))
  }
  return (
    <FormDialog title={t.bans.newBan} submit={t.bans.banIt} isDanger onSubmit={create} onClose={onClose}>
      <Field name="address" label={t.bans.address} hint={t.bans.addressHint} required maxLength={64} />
      <Select name="face" label={t.bans.face} options={FACES} defaultValue="native" />
      <Field name="reason" label={t.bans.why} required maxLength={255} />
      <Select name="hours" label={t.bans.until} defaultValue={24} options={[...HOURS, [0, t.bans.forEver]]} />
    </FormDialog>
  )
}
