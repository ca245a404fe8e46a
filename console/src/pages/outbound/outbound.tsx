import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import Plus from 'lucide-react/icons/plus'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '../../app/session.ts'
import { Empty } from '../../parts/empty.tsx'
import { Field } from '../../parts/field.tsx'
import { count } from '../../parts/format.ts'
import { Page } from '../../parts/page.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { type Service, servicesQuery } from './service-query.ts'
import { ServiceTable } from './service-table.tsx'
import '../../style/outbound.page.css'

const NewService = lazy(async () => ({ default: (await import('./new-service.tsx')).NewService }))

/** All outbound services, the one first on which the most waits. */
export function Outbound() {
  const services = useQuery(servicesQuery)
  return (
    <Read query={services}>
      {(items) => (
        <Page
          title={t.nav.outbound}
          sentence={t.outbound.sentence(
            count(items.reduce((sum, { queue }) => sum + queue.waiting, 0)),
            count(items.length),
          )}
          actions={<Actions />}
        >
          <Services services={items} />
        </Page>
      )}
    </Read>
  )
}

function Actions() {
  const may = useMay()
  const [asks, ask] = useState(false)
  return (
    <>
      <Link className="btn" to="/outbound/accounts">
        {t.outbound.list.accounts}
      </Link>
      {may('outbound.write') && (
        <button type="button" className="btn p" onClick={() => ask(true)}>
          <Plus size={15} />
          {t.outbound.list.newService}
        </button>
      )}
      <Suspense>{asks && <NewService onClose={() => ask(false)} />}</Suspense>
    </>
  )
}

function Services({ services }: { services: readonly Service[] }) {
  const [text, setText] = useState('')
  if (services.length === 0) return <Empty text={t.outbound.list.noService} command="provisor apply services.yaml" />
  const wanted = text.trim().toLowerCase()
  const shown = services.filter(({ name, account }) => `${name} ${account}`.toLowerCase().includes(wanted))
  return (
    <>
      <div className="find">
        <Field
          label={t.outbound.list.find}
          type="search"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      {shown.length === 0 ? <Empty text={t.outbound.list.none(text.trim())} /> : <ServiceTable services={shown} />}
    </>
  )
}
