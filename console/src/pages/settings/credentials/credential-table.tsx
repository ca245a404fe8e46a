import type { Credential, StaffMember } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { moment, since } from '../../../parts/format.ts'
import { ListTable } from '../../../parts/list-table.tsx'
import { RowMenu } from '../../../parts/row-menu.tsx'
import { t } from '../../../texts/access-texts.ts'
import { isOver, nameOf, rolesQuery, staffQuery } from '../people.ts'
import { CredentialDialog, RevokeDialog } from './credential-dialog.tsx'
import { type Use, usesOf } from './uses.ts'

const COLUMNS = [
  { word: t.credentials.name },
  { word: t.credentials.whose, isWide: true },
  { word: t.credentials.role, isWidest: true },
  { word: t.credentials.lastUsed },
  { word: t.credentials.from, isWidest: true },
  { word: t.staff.actions, isQuiet: true },
]

type Asked = { readonly what: 'change' | 'revoke'; readonly credential: Credential }

export function CredentialTable({ items }: { items: readonly Credential[] }) {
  const may = useMay()
  const staff = useQuery(staffQuery)
  const roles = useQuery(rolesQuery)
  const signIns = useQuery({
    queryKey: ['credential-uses'],
    queryFn: ({ signal }) =>
      client.activity.list({ subject: 'credential', description: ' signed in to ', limit: 500 }, { signal }),
    enabled: may('activity.read'),
  })
  const [asked, ask] = useState<Asked>()
  const [showsOver, showOver] = useState(false)
  const uses = usesOf(signIns.data?.items ?? [])
  const over = items.filter(isOver)
  const shown = items.filter((credential) => showsOver || !isOver(credential))
  const roleNames = ({ roleIds }: Credential) =>
    roleIds.map((id) => roles.data?.items.find((role) => role.id === id)?.name ?? `#${id}`).join(', ')
  return (
    <>
      {shown.length > 0 && (
        <ListTable columns={may('access.write') ? COLUMNS : COLUMNS.slice(0, -1)}>
          {shown.map((credential) => (
            <Row
              key={credential.id}
              {...{ credential }}
              member={staff.data?.items.find(({ id }) => id === credential.staffId)}
              roleNames={roleNames(credential)}
              use={uses.get(credential.id)}
              {...(may('access.write') && { onAsk: (what: Asked['what']) => ask({ what, credential }) })}
            />
          ))}
        </ListTable>
      )}
      {over.length > 0 && (
        <button type="button" className="btn g sm" aria-pressed={showsOver} onClick={() => showOver(!showsOver)}>
          {showsOver ? t.credentials.hideOver : t.credentials.showOver(over.length)}
        </button>
      )}
      {asked?.what === 'change' && <CredentialDialog credential={asked.credential} onClose={() => ask(undefined)} />}
      {asked?.what === 'revoke' && <RevokeDialog credential={asked.credential} onClose={() => ask(undefined)} />}
    </>
  )
}

type RowProps = {
  credential: Credential
  member: StaffMember | undefined
  roleNames: string
  use: Use | undefined
  onAsk?: (what: Asked['what']) => void
}

function Row({ credential, member, roleNames, use, onAsk }: RowProps) {
  const { name, addresses, expiresAt, revokedAt } = credential
  const notes = [
    revokedAt !== null ? t.credentials.revokedAt(moment(revokedAt)) : '',
    revokedAt === null && expiresAt !== null
      ? (isOver(credential) ? t.credentials.expiredAt : t.credentials.expiresAt)(moment(expiresAt))
      : '',
    addresses.length > 0 ? t.credentials.onlyFrom(addresses.join(', ')) : '',
  ].filter(Boolean)
  return (
    <tr>
      <td>
        <span className={isOver(credential) ? 'qq' : 'b'}>{name}</span>
        {notes.length > 0 && <small className="under">{notes.join(' · ')}</small>}
      </td>
      <td>{member ? nameOf(member) : '—'}</td>
      <td>{roleNames || <span className="qq">{t.credentials.ownRole}</span>}</td>
      <td>{use ? since(use.at) : <span className="qq">{t.credentials.notYet}</span>}</td>
      <td className="mono">{use?.address ?? '—'}</td>
      {onAsk && (
        <td className="n">
          {!isOver(credential) && (
            <RowMenu
              of={name}
              actions={[
                { word: t.staff.change, run: () => onAsk('change') },
                { word: t.credentials.revoke, isDanger: true, run: () => onAsk('revoke') },
              ]}
            />
          )}
        </td>
      )}
    </tr>
  )
}
