import type { Role, StaffMember } from '@provisor/client'
import { client } from '../../../app/api.ts'
import { said } from '../../../app/toasts.tsx'
import { Check, Field, Select } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { t } from '../../../texts/access-texts.ts'
import { nameOf, refresh, staffQuery } from '../people.ts'

type Props = { member: StaffMember; onClose: () => void }

const textOf = (form: FormData) => (field: string) => String(form.get(field) ?? '')

/** Somebody new, or another name, role or address of somebody. */
export function MemberDialog({
  member,
  roles,
  onClose,
}: {
  member?: StaffMember
  roles: readonly Role[]
  onClose: () => void
}) {
  async function save(form: FormData): Promise<void> {
    const text = textOf(form)
    const details = {
      firstName: text('firstName'),
      lastName: text('lastName'),
      email: text('email'),
      roleId: Number(text('roleId')),
      legacyLogin: form.has('legacyLogin'),
    }
    if (member) await client.staff.update(member.id, details)
    else
      await client.staff.create({
        ...details,
        username: text('username'),
        ...(text('password') !== '' && { password: text('password') }),
      })
    await refresh(staffQuery)
    const name = nameOf({ ...details, username: text('username') })
    said(member ? t.staff.changed(name) : t.staff.created(name))
  }
  return (
    <FormDialog
      title={member ? t.staff.changeOf(nameOf(member)) : t.staff.newMember}
      submit={member ? t.save : t.staff.create}
      onSubmit={save}
      onClose={onClose}
    >
      {!member && <Field name="username" label={t.staff.username} required maxLength={64} autoComplete="off" />}
      <Field name="firstName" label={t.staff.firstName} defaultValue={member?.firstName} maxLength={100} />
      <Field name="lastName" label={t.staff.lastName} defaultValue={member?.lastName} maxLength={100} />
      <Field name="email" label={t.staff.email} type="email" defaultValue={member?.email} maxLength={254} />
      <Select
        name="roleId"
        label={t.staff.role}
        defaultValue={member?.roleId}
        options={roles.map(({ id, name }) => [id, name])}
      />
      {!member && <NewPassword hint={t.staff.withoutPassword} />}
      <Check
        name="legacyLogin"
        label={t.staff.legacyLogin}
        hint={t.staff.legacyLoginHint}
        defaultChecked={member?.legacyLogin}
      />
    </FormDialog>
  )
}

const NewPassword = ({ hint, required = false }: { hint: string; required?: boolean }) => (
  <Field
    name="password"
    label={t.staff.password}
    hint={hint}
    type="password"
    autoComplete="new-password"
    minLength={12}
    {...{ required }}
  />
)

export const PasswordDialog = ({ member, onClose }: Props) => (
  <FormDialog
    title={t.staff.passwordOf(nameOf(member))}
    submit={t.staff.setIt}
    onClose={onClose}
    onSubmit={async (form) => {
      await client.staff.setPassword(member.id, textOf(form)('password'))
      said(t.staff.passwordSet(nameOf(member)))
    }}
  >
    <NewPassword hint={t.staff.passwordHint} required />
  </FormDialog>
)

/** Nobody can give them back, so it is asked. */
export const FactorsDialog = ({ member, onClose }: Props) => (
  <FormDialog
    title={t.staff.factorsOf(nameOf(member))}
    submit={t.staff.reset}
    isDanger
    onClose={onClose}
    onSubmit={async () => {
      await client.staff.resetSecondFactors(member.id)
      await refresh({ queryKey: ['staff-factors'] })
      said(t.staff.factorsReset(nameOf(member)))
    }}
  >
    <p className="q">{t.staff.resetMeans}</p>
  </FormDialog>
)
