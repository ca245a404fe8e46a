import type { OutboundAccount } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { queries } from '../../../app/live.ts'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { said } from '../../../app/toasts.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { Field } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { count } from '../../../parts/format.ts'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/outbound-texts.ts'
import { type Service, servicesQuery } from '../service-query.ts'
import { ServiceTable } from '../service-table.tsx'
import { AccountDialog } from './account-dialog.tsx'
import { accountsQuery, nameOf } from './accounts-query.ts'
import { Keys } from './keys.tsx'
import '../../../style/outbound.page.css'

const { accounts: words } = t.outbound

/** One account: its keys and its services. */
export function OutboundAccountPage() {
  const id = Number(useParams({ from: '/inside/outbound/accounts/$id' }).id)
  const accounts = useQuery(accountsQuery)
  return (
    <Read query={accounts}>
      {({ items }) => {
        const account = items.find((one) => one.id === id)
        return account ? <Shown account={account} /> : <Empty text={words.unknown} />
      }}
    </Read>
  )
}

function Shown({ account }: { account: OutboundAccount }) {
  const name = nameOf(account)
  usePlace(name)
  const may = useMay()
  const services = useQuery(servicesQuery)
  const own = services.data?.filter(({ accountId }) => accountId === account.id)
  return (
    <Page
      title={name}
      sentence={<Link to="/outbound/accounts">{words.title}</Link>}
      actions={may('outbound.write') && <Actions account={account} {...(own && { services: own })} />}
    >
      <Keys account={account} />
      <section className="room">
        <h2>{words.services}</h2>
        {own && own.length > 0 ? <ServiceTable services={own} /> : <Empty text={t.outbound.list.noService} />}
      </section>
    </Page>
  )
}

function Actions({ account, services }: { account: OutboundAccount; services?: readonly Service[] }) {
  const [asked, setAsked] = useState<'rename' | 'delete'>()
  const close = () => setAsked(undefined)
  return (
    <>
      <button type="button" className="btn" onClick={() => setAsked('rename')}>
        {words.rename}
      </button>
      <button type="button" className="btn" onClick={() => setAsked('delete')}>
        {words.delete}
      </button>
      {asked === 'rename' && <AccountDialog account={account} onClose={close} />}
      {asked === 'delete' && <DeleteDialog account={account} services={services?.length ?? 0} onClose={close} />}
    </>
  )
}

type DeleteProps = { account: OutboundAccount; services: number; onClose: () => void }

function DeleteDialog({ account, services, onClose }: DeleteProps) {
  const name = nameOf(account)
  const navigate = useNavigate()
  async function remove(form: FormData): Promise<void> {
    if (form.get('name') !== name) throw new Error(t.outbound.typeName(name))
    await client.outbound.accounts.remove(account.id)
    said(words.deleted(name))
    await navigate({ to: '/outbound/accounts' })
    await queries.invalidateQueries({ queryKey: accountsQuery.queryKey })
  }
  return (
    <FormDialog title={words.deleteOf(name)} submit={words.deleteIt} onSubmit={remove} onClose={onClose} isDanger>
      <p>{services > 0 ? words.servicesFirst(count(services)) : words.whatGoes}</p>
      <Field label={t.outbound.typeName(name)} name="name" required autoComplete="off" />
    </FormDialog>
  )
}
