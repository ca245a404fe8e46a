import type { OutboundAccount } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { Empty } from '../../../parts/empty.tsx'
import { count, moment } from '../../../parts/format.ts'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/outbound-texts.ts'
import { useRowKeys } from '../row-keys.ts'
import { servicesQuery } from '../service-query.ts'
import { AccountDialog } from './account-dialog.tsx'
import { accountsQuery, nameOf } from './accounts-query.ts'
import { KeyDialog, type NewKey } from './key-dialog.tsx'

const { accounts: words } = t.outbound
const COLUMNS = [
  { word: words.account },
  { word: words.services, isNumber: true },
  { word: words.since, isNumber: true, isWide: true },
]

/** Who starts outbound services. */
export function OutboundAccounts() {
  usePlace(t.outbound.list.accounts)
  const may = useMay()
  const accounts = useQuery(accountsQuery)
  const services = useQuery(servicesQuery).data
  const [asks, ask] = useState(false)
  const [made, setMade] = useState<NewKey>()
  return (
    <Read query={accounts}>
      {({ items }) => (
        <Page
          title={words.title}
          sentence={words.sentence(count(items.length), count(services?.length ?? 0))}
          actions={
            may('outbound.write') && (
              <button type="button" className="btn p" onClick={() => ask(true)}>
                <Plus size={15} />
                {words.create}
              </button>
            )
          }
        >
          {items.length === 0 ? (
            <Empty text={words.empty} command="provisor outbound account create 1-2-0/NAME" />
          ) : (
            <Table accounts={items} servicesOf={(id) => services?.filter(({ accountId }) => accountId === id).length} />
          )}
          {asks && <AccountDialog onMade={setMade} onClose={() => ask(false)} />}
          {made && <KeyDialog made={made} onClose={() => setMade(undefined)} />}
        </Page>
      )}
    </Read>
  )
}

type TableProps = { accounts: readonly OutboundAccount[]; servicesOf: (accountId: number) => number | undefined }

function Table({ accounts, servicesOf }: TableProps) {
  useRowKeys()
  return (
    <ListTable columns={COLUMNS}>
      {accounts.map((account) => (
        <tr key={account.id}>
          <td className="el">
            <Link className="b" to="/outbound/accounts/$id" params={{ id: String(account.id) }} data-row={account.id}>
              {nameOf(account)}
            </Link>
          </td>
          <td className="n">{count(servicesOf(account.id) ?? 0)}</td>
          <td className="n q">{moment(account.createdAt)}</td>
        </tr>
      ))}
    </ListTable>
  )
}
