import type { OutboundAccount, OutboundApiKey } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../../app/session.ts'
import { Empty } from '../../../parts/empty.tsx'
import { count, moment } from '../../../parts/format.ts'
import { State } from '../../../parts/glyph.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { RowMenu } from '../../../parts/row-menu.tsx'
import { t } from '../../../texts/outbound-texts.ts'
import { isOver, keysQuery } from './accounts-query.ts'
import { KeyDialog, type NewKey } from './key-dialog.tsx'
import { AddKey, RevokeKey, RotateKeys } from './key-dialogs.tsx'

const { accounts: words } = t.outbound
const COLUMNS = [
  { word: words.keyName },
  { word: words.access, isWide: true },
  { word: words.state },
  { word: words.made, isNumber: true, isWide: true },
  { word: words.actions, isQuiet: true },
]

type Asked = { readonly what: 'add' | 'rotate' } | { readonly what: 'revoke'; readonly apiKey: OutboundApiKey }

/** What signs in as an account; what is over stands aside. */
export function Keys({ account }: { account: OutboundAccount }) {
  const may = useMay()
  const keys = useQuery(keysQuery(account.id))
  const [asked, ask] = useState<Asked>()
  const [made, setMade] = useState<NewKey>()
  const close = () => ask(undefined)
  const issued = { account, onMade: setMade, onClose: close }
  return (
    <section className="room">
      <h2>{words.keys}</h2>
      <Read query={keys}>
        {({ items }) => (
          <Table
            keys={items}
            {...(may('outbound.write') && { onRevoke: (apiKey) => ask({ what: 'revoke', apiKey }) })}
          />
        )}
      </Read>
      {may('outbound.write') && (
        <div className="chosen">
          <button type="button" className="btn" onClick={() => ask({ what: 'add' })}>
            {words.addKey}
          </button>
          <button type="button" className="btn" onClick={() => ask({ what: 'rotate' })}>
            {words.rotate}
          </button>
        </div>
      )}
      {asked?.what === 'add' && <AddKey {...issued} />}
      {asked?.what === 'rotate' && <RotateKeys {...issued} />}
      {asked?.what === 'revoke' && <RevokeKey apiKey={asked.apiKey} onClose={close} />}
      {made && <KeyDialog made={made} onClose={() => setMade(undefined)} />}
    </section>
  )
}

type TableProps = { keys: readonly OutboundApiKey[]; onRevoke?: (apiKey: OutboundApiKey) => void }

function Table({ keys, onRevoke }: TableProps) {
  const [showsOver, showOver] = useState(false)
  const over = keys.filter(isOver)
  const shown = showsOver ? keys : keys.filter((key) => !isOver(key))
  return (
    <>
      {shown.length === 0 ? (
        <Empty text={words.noKeys} />
      ) : (
        <ListTable columns={onRevoke ? COLUMNS : COLUMNS.slice(0, -1)}>
          {shown.map((apiKey) => (
            <Row key={apiKey.id} apiKey={apiKey} {...(onRevoke && { onRevoke })} />
          ))}
        </ListTable>
      )}
      {over.length > 0 && (
        <button type="button" className="btn g sm" aria-pressed={showsOver} onClick={() => showOver(!showsOver)}>
          {showsOver ? words.hideOver : words.showOver(count(over.length))}
        </button>
      )}
    </>
  )
}

function Row({ apiKey, onRevoke }: { apiKey: OutboundApiKey; onRevoke?: (apiKey: OutboundApiKey) => void }) {
  const { name, readOnly, createdAt, expiresAt, revokedAt } = apiKey
  const isDone = isOver(apiKey)
  return (
    <tr>
      <td className={isDone ? 'qq' : 'b'}>{name}</td>
      <td className="q">{readOnly ? words.readOnly : words.full}</td>
      <td>
        <State glyph={isDone ? 'cancelled' : 'active'} tone={isDone ? 'neutral' : 'good'}>
          {revokedAt !== null
            ? words.revokedAt(moment(revokedAt))
            : expiresAt !== null
              ? (isDone ? words.ended : words.until)(moment(expiresAt))
              : words.works}
        </State>
      </td>
      <td className="n q">{moment(createdAt)}</td>
      {onRevoke && (
        <td className="n">
          {!isDone && (
            <RowMenu of={name} actions={[{ word: words.revoke, isDanger: true, run: () => onRevoke(apiKey) }]} />
          )}
        </td>
      )}
    </tr>
  )
}
