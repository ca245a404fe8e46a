import type { Credential, NewCredential } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../../app/api.ts'
import { meQuery } from '../../../app/session.ts'
import { said } from '../../../app/toasts.tsx'
import { Check, Field, Select, TextField } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { MomentField } from '../../../parts/moment-field.tsx'
import { dayOf, endOfDay } from '../../../parts/zoned.ts'
import { t } from '../../../texts/access-texts.ts'
import { credentialsQuery, nameOf, refresh, rolesQuery, staffQuery } from '../people.ts'

type Props = { credential?: Credential; onMade?: (made: NewCredential) => void; onClose: () => void }

/** A day ends it when it is over. */
const dayOrNone = (instant: string | null | undefined): string => (instant ? dayOf(instant) : '')
const endOf = (day: string): string | null => (day === '' ? null : endOfDay(day))

function detailsOf(form: FormData, credential: Credential | undefined) {
  const text = (field: string) => String(form.get(field) ?? '')
  const day = text('expiresOn')
  return {
    name: text('name'),
    roleIds: form.getAll('roleIds').map(Number),
    addresses: text('addresses')
      .split(/[\s,]+/)
      .filter(Boolean),
    requestsPerMinute: text('requestsPerMinute') === '' ? null : Number(text('requestsPerMinute')),
    numbers: form.has('numbers') ? ('native' as const) : ('documented' as const),
    stringifyColumns: form.has('stringifyColumns'),
    httpStatus: form.has('httpStatus') ? ('always-200' as const) : ('documented' as const),
    // The moment of one that a program set to the second stays.
    ...(day !== dayOrNone(credential?.expiresAt) && { expiresAt: endOf(day) }),
  }
}

/** Another credential, whose secret is shown next, or another shape of one. */
export function CredentialDialog({ credential, onMade, onClose }: Props) {
  const { data: me } = useQuery(meQuery)
  const staff = useQuery(staffQuery)
  const roles = useQuery(rolesQuery)

  async function save(form: FormData): Promise<void> {
    const details = detailsOf(form, credential)
    if (credential) {
      await client.credentials.update(credential.id, details)
      said(t.staff.changed(details.name))
    } else {
      onMade?.(await client.credentials.create({ ...details, staffId: Number(form.get('staffId')) }))
    }
    await refresh(credentialsQuery)
  }
  if (!staff.data || !roles.data) return null
  const people = staff.data.items.filter(({ active }) => active)
  return (
    <FormDialog
      title={credential ? t.staff.changeOf(credential.name) : t.credentials.newCredential}
      submit={credential ? t.save : t.staff.create}
      onSubmit={save}
      onClose={onClose}
    >
      <Field name="name" label={t.credentials.name} defaultValue={credential?.name} required maxLength={100} />
      {!credential && (
        <Select
          name="staffId"
          label={t.credentials.actsFor}
          defaultValue={me?.staffId}
          options={people.map((member) => [member.id, nameOf(member)])}
        />
      )}
      <fieldset className="form tight">
        <legend>{t.credentials.roles}</legend>
        {roles.data.items.map(({ id, name }) => (
          <Check
            key={id}
            name="roleIds"
            value={id}
            label={name}
            defaultChecked={credential?.roleIds.includes(id) ?? false}
          />
        ))}
      </fieldset>
      <TextField
        name="addresses"
        label={t.credentials.addresses}
        hint={t.credentials.addressesHint}
        rows={2}
        defaultValue={credential?.addresses.join('\n')}
      />
      <MomentField
        name="expiresOn"
        label={t.credentials.expiresOn}
        hint={t.credentials.expiresHint}
        type="date"
        defaultValue={dayOrNone(credential?.expiresAt)}
      />
      <Field
        name="requestsPerMinute"
        label={t.credentials.perMinute}
        hint={t.credentials.perMinuteHint}
        type="number"
        min={1}
        max={1_000_000}
        defaultValue={credential?.requestsPerMinute ?? ''}
      />
      <OlderFaces credential={credential} />
    </FormDialog>
  )
}

const OlderFaces = ({ credential }: { credential: Credential | undefined }) => (
  <details>
    <summary>{t.credentials.olderFaces}</summary>
    <div className="form tight">
      <Check name="numbers" label={t.credentials.numbers} defaultChecked={credential?.numbers === 'native'} />
      <Check
        name="stringifyColumns"
        label={t.credentials.stringifyColumns}
        defaultChecked={credential?.stringifyColumns ?? false}
      />
      <Check
        name="httpStatus"
        label={t.credentials.httpStatus}
        defaultChecked={credential?.httpStatus === 'always-200'}
      />
    </div>
  </details>
)

export const RevokeDialog = ({ credential, onClose }: { credential: Credential; onClose: () => void }) => (
  <FormDialog
    title={t.credentials.revokeOf(credential.name)}
    submit={t.credentials.revokeIt}
    isDanger
    onClose={onClose}
    onSubmit={async () => {
      await client.credentials.revoke(credential.id)
      await refresh(credentialsQuery)
      said(t.credentials.revoked(credential.name))
    }}
  >
    <p className="q">{t.credentials.revokeMeans}</p>
  </FormDialog>
)
