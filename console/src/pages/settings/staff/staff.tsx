import type { Role, StaffMember } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { act } from '../../../app/toasts.tsx'
import { State } from '../../../parts/glyph.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { RowMenu } from '../../../parts/row-menu.tsx'
import { t } from '../../../texts/access-texts.ts'
import { nameOf, rolesQuery, staffQuery } from '../people.ts'
import { FactorsDialog, MemberDialog, PasswordDialog } from './dialogs.tsx'

type Asked = { readonly what: 'member' | 'password' | 'factors'; readonly member?: StaffMember }

const COLUMNS = [
  { word: t.staff.name },
  { word: t.staff.username, isWide: true },
  { word: t.staff.role, isWide: true },
  { word: t.staff.factor, isWide: true },
  { word: t.staff.state },
  { word: t.staff.actions, isQuiet: true },
]

/** The people who work here, and how each is let in. */
export function Staff() {
  usePlace(t.titles.staff)
  const mayChange = useMay()('access.write')
  const staff = useQuery(staffQuery)
  const roles = useQuery(rolesQuery)
  const factors = useQuery({
    queryKey: ['staff-factors'],
    queryFn: ({ signal }) => client.staff.secondFactors({ signal }),
  })
  const [asked, ask] = useState<Asked>()
  const close = () => ask(undefined)
  const factorsOf = (id: number) => factors.data?.items.find(({ staffId }) => staffId === id)?.factors ?? []
  return (
    <Page
      title={t.titles.staff}
      sentence={staff.data && t.staff.sentence(...counts(staff.data.items, factorsOf))}
      actions={
        mayChange && (
          <button type="button" className="btn" onClick={() => ask({ what: 'member' })}>
            <Plus size={15} />
            {t.staff.member}
          </button>
        )
      }
    >
      <Read query={staff}>
        {({ items }) => (
          <ListTable columns={mayChange ? COLUMNS : COLUMNS.slice(0, -1)}>
            {items.map((member) => (
              <MemberRow
                key={member.id}
                {...{ member, mayChange }}
                role={roles.data?.items.find(({ id }) => id === member.roleId)}
                factors={factorsOf(member.id)}
                onAsk={(what) => ask({ what, member })}
              />
            ))}
          </ListTable>
        )}
      </Read>
      {asked?.what === 'member' && (
        <MemberDialog {...(asked.member && { member: asked.member })} roles={roles.data?.items ?? []} onClose={close} />
      )}
      {asked?.what === 'password' && asked.member && <PasswordDialog member={asked.member} onClose={close} />}
      {asked?.what === 'factors' && asked.member && <FactorsDialog member={asked.member} onClose={close} />}
    </Page>
  )
}

function counts(items: readonly StaffMember[], factorsOf: (id: number) => readonly string[]): [number, number] {
  const active = items.filter((member) => member.active)
  return [active.length, active.filter(({ id }) => factorsOf(id).length === 0).length]
}

type RowProps = {
  member: StaffMember
  role: Role | undefined
  factors: readonly ('code' | 'passkey' | 'recovery_code')[]
  mayChange: boolean
  onAsk: (what: Asked['what']) => void
}

function MemberRow({ member, role, factors, mayChange, onAsk }: RowProps) {
  const name = nameOf(member)
  const disable = () => client.staff.disable(member.id)
  const enable = () => client.staff.enable(member.id)
  const actions = [
    { word: t.staff.change, run: () => onAsk('member') },
    { word: t.staff.setPassword, run: () => onAsk('password') },
    ...(factors.length > 0 ? [{ word: t.staff.resetFactors, run: () => onAsk('factors') }] : []),
    member.active
      ? { word: t.staff.disable, isDanger: true, run: () => void act(disable, t.staff.disabled(name), enable) }
      : { word: t.staff.enable, run: () => void act(enable, t.staff.enabled(name), disable) },
  ]
  return (
    <tr>
      <td>
        <span className="b">{name}</span>
        {member.email !== '' && <small className="under">{member.email}</small>}
      </td>
      <td className="mono">{member.username}</td>
      <td>{role?.name ?? '—'}</td>
      <td>
        {factors.length > 0 ? (
          factors.map((factor) => t.staff.factors[factor]).join(', ')
        ) : (
          <span className={role?.requiresSecondFactor ? 'warn' : 'qq'}>
            {role?.requiresSecondFactor ? t.staff.setsUp : t.staff.noFactor}
          </span>
        )}
      </td>
      <td>
        <State glyph={member.active ? 'active' : 'cancelled'} tone={member.active ? 'good' : 'neutral'}>
          {member.active ? t.staff.active : t.staff.off}
        </State>
      </td>
      {mayChange && (
        <td className="n">
          <RowMenu of={name} actions={actions} />
        </td>
      )}
    </tr>
  )
}
