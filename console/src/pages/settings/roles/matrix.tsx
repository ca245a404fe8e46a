import type { Credential, Role, StaffMember } from '@provisor/client'
import { Fragment, type KeyboardEvent } from 'react'
import { Select } from '../../../parts/field.tsx'
import { count } from '../../../parts/format.ts'
import { t } from '../../../texts/access-texts.ts'
import { holdersOf } from '../people.ts'
import { Cell } from './cell.tsx'
import { type Draft, draftOf, isRightChanged } from './draft.ts'
import { markOf, patternOf, RIGHTS, type Right, ROOMS, type Room, rightsOf, withRight } from './rights.ts'

type Props = {
  roles: readonly Role[]
  staff: readonly StaffMember[]
  credentials: readonly Credential[]
  /** The one that a phone shows. */
  chosen: Role
  draft: Draft | undefined
  changed: Role | undefined
  /** Only rights that have this in their words or their name. */
  find: string
  mayChange: boolean
  onChoose: (roleId: number) => void
  onChange: (role: Role, change: Partial<Draft>) => void
}

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** From cell to cell; rows without cells are passed over. */
function onArrow(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key]
  const from = (event.target as HTMLElement).closest('td')
  if (!step || !from) return
  event.preventDefault()
  const rows = [...event.currentTarget.rows].filter((row) => row.querySelector('td .pm'))
  const row = rows[rows.indexOf(from.parentElement as HTMLTableRowElement) + step[0]]
  row?.cells[from.cellIndex + step[1]]?.querySelector<HTMLElement>('.pm')?.focus()
}

/** The rooms, each with those of its rights that are looked for. */
function roomsWith(find: string): readonly (readonly [Room, readonly Right[]])[] {
  const words = find.trim().toLowerCase()
  const has = (right: Right) => `${t.rights.of[right]} ${right}`.toLowerCase().includes(words)
  return (Object.keys(ROOMS) as Room[])
    .map((room) => [room, ROOMS[room].filter(has)] as const)
    .filter(([, rights]) => rights.length > 0)
}

export function Matrix(props: Props) {
  const { roles, chosen, draft, changed, find, mayChange, onChoose, onChange } = props
  const shown = (role: Role): Draft => (draft?.base.id === role.id ? draft : draftOf(role))
  const columnOf = (role: Role) => [role.id === chosen.id ? 'ed' : 'ph0'].join(' ')
  const isOff = (role: Role) => !mayChange || (changed !== undefined && changed.id !== role.id)

  const row = (
    key: string,
    word: string,
    code: string,
    cell: (role: Role) => Omit<Parameters<typeof Cell>[0], 'label'>,
  ) => (
    <tr key={key}>
      <th scope="row">
        {word} <code className="ph0">{code}</code>
      </th>
      {roles.map((role) => (
        <td key={role.id} className={columnOf(role)}>
          <Cell {...cell(role)} label={`${word}, ${role.name}`} />
        </td>
      ))}
    </tr>
  )
  return (
    <>
      <div className="only-phone">
        <Select
          label={t.roles.role}
          value={chosen.id}
          disabled={changed !== undefined}
          onChange={({ target }) => onChoose(Number(target.value))}
          options={roles.map(({ id, name }) => [id, name])}
        />
      </div>
      <div className="mxbox">
        <table className="mx" onKeyDown={onArrow}>
          <thead>
            <tr>
              <th scope="col" className="s qq">
                {t.roles.rights(count(RIGHTS.length), RIGHTS.length)}
              </th>
              {roles.map((role) => (
                <RoleHead key={role.id} {...props} {...{ role }} className={columnOf(role)} />
              ))}
            </tr>
          </thead>
          <tbody>
            {roomsWith(find).map(([room, rights]) => (
              <Fragment key={room}>
                <RoomHead word={t.rights.rooms[room]} {...{ roles, columnOf }} />
                {rights.map((right) =>
                  row(right, t.rights.of[right], right, (role) => ({
                    mark: markOf(shown(role).permissions, right),
                    isChanged: changed?.id === role.id && isRightChanged(shown(role).base, shown(role), right),
                    isOff: isOff(role),
                    isFirst: role.id === chosen.id,
                    onChange: (given) =>
                      onChange(role, { permissions: withRight(shown(role).permissions, right, given) }),
                  })),
                )}
              </Fragment>
            ))}
            {find === '' && <RoomHead word={t.rights.signingIn} {...{ roles, columnOf }} />}
            {find === '' &&
              row('factor', t.roles.asksFactor, '', (role) => ({
                mark: shown(role).requiresSecondFactor ? 'given' : 'none',
                isChanged: shown(role).requiresSecondFactor !== shown(role).base.requiresSecondFactor,
                isOff: isOff(role),
                isFirst: role.id === chosen.id,
                onChange: (asks) => onChange(role, { requiresSecondFactor: asks }),
              }))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const RoomHead = ({
  word,
  roles,
  columnOf,
}: {
  word: string
  roles: readonly Role[]
  columnOf: (role: Role) => string
}) => (
  <tr className="mg">
    <th scope="rowgroup">{word}</th>
    {roles.map((role) => (
      <td key={role.id} className={columnOf(role)} />
    ))}
  </tr>
)

/** The name, what it is made of, and how many hold it. */
function RoleHead({ role, changed, staff, credentials, className }: Props & { role: Role; className: string }) {
  const { people, programs } = holdersOf(role.id, staff, credentials)
  const given = rightsOf(role.permissions).length
  const pattern = patternOf(role.permissions)
  return (
    <th scope="col" className={className}>
      {role.name}
      <small>
        {changed?.id === role.id ? (
          <span className="acc">{t.roles.edited}</span>
        ) : pattern === undefined ? (
          t.roles.rights(count(given), given)
        ) : (
          <code title={pattern}>{pattern}</code>
        )}{' '}
        · {t.roles.hold(count(people.length + programs.length), people.length + programs.length)}
      </small>
    </th>
  )
}
