import type { Role } from '@provisor/client'
import { client } from '../../../app/api.ts'
import { said } from '../../../app/toasts.tsx'
import { Check, Field, Select } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { t } from '../../../texts/access-texts.ts'
import { refresh, rolesQuery } from '../people.ts'

/** Begins as another one, or with what a program needs at least. */
export function NewRole({ roles, onClose }: { roles: readonly Role[]; onClose: () => void }) {
  async function create(form: FormData): Promise<void> {
    const name = String(form.get('name'))
    const model = roles.find(({ id }) => id === Number(form.get('as')))
    await client.roles.create({
      name,
      permissions: [...(model?.permissions ?? ['api.access'])],
      requiresSecondFactor: form.has('factor'),
    })
    await refresh(rolesQuery)
    said(t.roles.created(name))
  }
  return (
    <FormDialog title={t.roles.newRole} submit={t.roles.create} onSubmit={create} onClose={onClose}>
      <Field name="name" label={t.roles.name} required maxLength={64} autoComplete="off" />
      <Select
        name="as"
        label={t.roles.beginsAs}
        options={[[0, t.roles.nothing], ...roles.map(({ id, name }) => [id, name] as const)]}
      />
      <Check name="factor" label={t.roles.asksFactor} hint={t.roles.asksFactorHint} />
    </FormDialog>
  )
}
