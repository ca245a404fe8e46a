import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { act, said } from '../../../app/toasts.tsx'
import { Field, Select } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/settings-texts.ts'
import { nameOf, staffQuery } from '../people.ts'

const COLUMNS = [
  { word: t.rates.who },
  { word: t.rates.rate, isNumber: true },
  { word: t.lanes.actions, isQuiet: true },
]

/** What members of staff make of the hourly rate. */
export function StaffRates() {
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const rates = useQuery({ queryKey: ['staff-rates'], queryFn: ({ signal }) => client.staffRates.list({ signal }) })
  const staff = useQuery({ ...staffQuery, enabled: may('access.read') })
  const people = staff.data?.items ?? []
  const nameOfId = (id: number): string => {
    const found = people.find((one) => one.id === id)
    return found ? nameOf(found) : t.rates.member(id)
  }
  return (
    <section className="sec" aria-label={t.rates.staff}>
      <header>
        <h2>{t.rates.staff}</h2>
        {may('projects.all') && people.length > 0 && (
          <button type="button" className="btn sm more" onClick={() => setAsking(true)}>
            {t.rates.set}…
          </button>
        )}
      </header>
      <Read query={rates}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="q">{t.rates.noStaff}</p>
          ) : (
            <ListTable columns={COLUMNS}>
              {items.map(({ staffId, rate }) => (
                <tr key={staffId}>
                  <td>{nameOfId(staffId)}</td>
                  <td className="n mono">{rate}</td>
                  <td className="n">
                    {may('projects.all') && (
                      <button
                        type="button"
                        className="btn sm"
                        onClick={() =>
                          void act(
                            () => client.staffRates.delete(staffId),
                            t.rates.removed(nameOfId(staffId)),
                            () => client.staffRates.set(staffId, rate),
                          )
                        }
                      >
                        {t.rates.remove}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </ListTable>
          )
        }
      </Read>
      {asking && (
        <FormDialog
          title={t.rates.staff}
          submit={t.save}
          onSubmit={async (form) => {
            const id = Number(form.get('staffId'))
            await client.staffRates.set(id, String(form.get('rate') ?? '').trim())
            said(t.rates.isSet(nameOfId(id)))
          }}
          onClose={() => setAsking(false)}
        >
          <Select name="staffId" label={t.rates.who} options={people.map((one) => [one.id, nameOf(one)] as const)} />
          <Field name="rate" label={t.rates.rate} hint={t.rates.rateHint} required maxLength={100} />
        </FormDialog>
      )}
    </section>
  )
}
