import type { AllowedAddress } from '@provisor/client'
import { queryOptions, useQuery } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { act, said } from '../../../app/toasts.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Check, Field } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { RowMenu } from '../../../parts/row-menu.tsx'
import { t } from '../../../texts/access-texts.ts'
import { refresh } from '../people.ts'
import { FACES, wordOf } from './faces.ts'

const addressesQuery = queryOptions({
  queryKey: ['allowed-addresses'],
  queryFn: ({ signal }) => client.allowedAddresses.list({ signal }),
})

const COLUMNS = [
  { word: t.addresses.range },
  { word: t.addresses.faces },
  { word: t.addresses.note, isWide: true },
  { word: t.staff.actions, isQuiet: true },
]

/** From where each face listens. */
export function Addresses() {
  usePlace(t.titles.addresses)
  const mayChange = useMay()('access.write')
  const addresses = useQuery(addressesQuery)
  const [asked, ask] = useState<AllowedAddress | 'new'>()

  function remove({ id, cidr, note, faces }: AllowedAddress): void {
    const putBack = async () => {
      await client.allowedAddresses.create({ range: cidr, note, faces })
      await refresh(addressesQuery)
    }
    void act(() => client.allowedAddresses.delete(id), t.addresses.deleted(cidr), putBack).then(() =>
      refresh(addressesQuery),
    )
  }
  return (
    <Page
      title={t.titles.addresses}
      sentence={addresses.data && sentenceOf(addresses.data.items)}
      actions={
        mayChange && (
          <button type="button" className="btn" onClick={() => ask('new')}>
            <Plus size={15} />
            {t.addresses.address}
          </button>
        )
      }
    >
      <Read query={addresses}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={t.addresses.empty} command="provisor allowed-address create --range 10.0.0.0/8" />
          ) : (
            <ListTable columns={mayChange ? COLUMNS : COLUMNS.slice(0, -1)}>
              {items.map((entry) => (
                <tr key={entry.id}>
                  <td className="mono">{entry.cidr}</td>
                  <td>{entry.faces.map(wordOf).join(', ')}</td>
                  <td>{entry.note || '—'}</td>
                  {mayChange && (
                    <td className="n">
                      <RowMenu
                        of={entry.cidr}
                        actions={[
                          { word: t.staff.change, run: () => ask(entry) },
                          { word: t.addresses.delete, isDanger: true, run: () => remove(entry) },
                        ]}
                      />
                    </td>
                  )}
                </tr>
              ))}
            </ListTable>
          )
        }
      </Read>
      {asked !== undefined && (
        <AddressDialog {...(asked !== 'new' && { entry: asked })} onClose={() => ask(undefined)} />
      )}
    </Page>
  )
}

/** Which faces listen to some alone, and which to anybody. */
function sentenceOf(items: readonly AllowedAddress[]): string {
  const listed = new Set(items.flatMap(({ faces }) => faces))
  const open = FACES.filter(([face]) => !listed.has(face)).map(([, word]) => word)
  return open.length === 0 ? t.addresses.noneOpen : t.addresses.open(open.join(', '), open.length)
}

function AddressDialog({ entry, onClose }: { entry?: AllowedAddress; onClose: () => void }) {
  async function save(form: FormData): Promise<void> {
    const text = (field: string) => String(form.get(field) ?? '').trim()
    const faces = FACES.map(([face]) => face).filter((face) => form.getAll('faces').includes(face))
    const details = { note: text('note'), faces }
    if (entry) await client.allowedAddresses.update(entry.id, details)
    else await client.allowedAddresses.create({ range: text('range'), ...details })
    await refresh(addressesQuery)
    said(t.addresses.saved(entry?.cidr ?? text('range')))
  }
  return (
    <FormDialog
      title={entry ? t.staff.changeOf(entry.cidr) : t.addresses.newAddress}
      submit={entry ? t.save : t.addresses.allow}
      onSubmit={save}
      onClose={onClose}
    >
      {!entry && <Field name="range" label={t.addresses.range} hint={t.addresses.rangeHint} required maxLength={64} />}
      <fieldset className="form tight">
        <legend>{t.addresses.faces}</legend>
        {FACES.map(([face, word]) => (
          <Check
            key={face}
            name="faces"
            value={face}
            label={word}
            defaultChecked={entry?.faces.includes(face) ?? false}
          />
        ))}
      </fieldset>
      {!entry && <p className="warn s">{t.addresses.careful}</p>}
      <Field name="note" label={t.addresses.note} defaultValue={entry?.note} maxLength={255} />
    </FormDialog>
  )
}
