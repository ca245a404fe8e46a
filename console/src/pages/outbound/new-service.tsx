import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { said } from '../../app/toasts.tsx'
import { Field, Select } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { accountsQuery, nameOf } from './accounts/accounts-query.ts'
import { ServiceFields } from './service-fields.tsx'
import { type Kind, RUNNERS_OF, type Runner, settingsOf } from './service-form.ts'
import { servicesQuery } from './service-query.ts'

const { newService, fields, settings } = t.outbound
const KINDS = [
  ['rest', fields.kinds.rest],
  ['uas', fields.kinds.uas],
] as const

/** A service of an account, with all of its settings. */
export function NewService({ onClose }: { onClose: () => void }) {
  const accounts = useQuery(accountsQuery)
  const navigate = useNavigate()
  const queries = useQueryClient()
  async function make(form: FormData): Promise<void> {
    const [accountId, name] = [Number(form.get('accountId')), String(form.get('name') ?? '')]
    const { services } = client.outbound
    // What is put replaces a service of that name; here another one is wanted.
    const { items } = await services.list({ accountId })
    if (items.some((one) => one.name === name)) throw new Error(newService.there(name))
    const { service } = await services.put(accountId, name, {
      ...settingsOf(form),
      kind: form.get('kind') as Kind,
      runner: form.get('runner') as Runner,
      paused: form.has('paused'),
    })
    said(newService.made(name))
    await queries.invalidateQueries({ queryKey: servicesQuery.queryKey })
    await navigate({ to: '/outbound/$id', params: { id: String(service.id) } })
  }
  return (
    <FormDialog title={newService.title} submit={newService.create} onSubmit={make} onClose={onClose} isWide>
      <Read query={accounts}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{newService.noAccount}</p>
          ) : (
            <Select
              label={newService.account}
              name="accountId"
              options={items.map((account) => [account.id, nameOf(account)])}
            />
          )
        }
      </Read>
      <Field
        label={newService.name}
        hint={newService.nameHint}
        name="name"
        required
        maxLength={255}
        pattern="[^\/: ](?:[^\/:]*[^\/: ])?"
        autoComplete="off"
      />
      <KindAndSettings />
    </FormDialog>
  )
}

/** What runs it follows from its kind, and what is asked for from both. */
function KindAndSettings() {
  const [kind, setKind] = useState<Kind>('rest')
  const [runner, setRunner] = useState<Runner>('http')
  function choose(next: Kind): void {
    setKind(next)
    setRunner(RUNNERS_OF[next][0]!)
  }
  return (
    <>
      <Select
        label={fields.kind}
        name="kind"
        value={kind}
        options={KINDS}
        onChange={({ target }) => choose(target.value as Kind)}
      />
      <Select
        label={fields.runner}
        name="runner"
        value={runner}
        options={RUNNERS_OF[kind].map((one) => [one, settings.runners[one]])}
        onChange={({ target }) => setRunner(target.value as Runner)}
      />
      <ServiceFields kind={kind} runner={runner} />
    </>
  )
}
