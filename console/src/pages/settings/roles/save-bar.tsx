import type { Credential, StaffMember } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../../../app/session.ts'
import { t } from '../../../texts/access-texts.ts'
import { holdersOf, nameOf } from '../people.ts'
import { type Draft, differenceOf } from './draft.ts'

type Props = {
  draft: Draft
  staff: readonly StaffMember[]
  credentials: readonly Credential[]
  onSave: () => void
  onDiscard: () => void
}

/** Said in words; what is beyond is counted. */
const MOST = 4

/** What saving will change, and for whom. */
export function SaveBar({ draft, staff, credentials, onSave, onDiscard }: Props) {
  const { data: me } = useQuery(meQuery)
  const { base: role } = draft
  const { gained, lost } = differenceOf(role, draft)
  const { people, programs } = holdersOf(role.id, staff, credentials)
  const asks = role.requiresSecondFactor !== draft.requiresSecondFactor
  const changes = [
    ...lost.map((right) => ({ key: right, isGain: false, word: t.rights.of[right] })),
    ...gained.map((right) => ({ key: right, isGain: true, word: t.rights.of[right] })),
    ...(asks ? [{ key: 'factor', isGain: draft.requiresSecondFactor, word: t.roles.asksFactor }] : []),
  ]
  const locksOut = lost.includes('access.write') && people.some(({ id }) => id === me?.staffId)
  return (
    <section className="savebar" aria-label={t.roles.changes(changes.length, role.name)}>
      <div className="el">
        <b>{t.roles.changes(changes.length, role.name)}</b>
        <span className="q s" title={[...people.map(nameOf), ...programs.map(({ name }) => name)].join(', ')}>
          {' '}
          {t.roles.affected(people.length, programs.length)}
        </span>
        <ul className="chgs">
          {changes.slice(0, MOST).map(({ key, isGain, word }) => (
            <li key={key} className={isGain ? 'good' : 'bad'} title={key}>
              {isGain ? '+' : '−'} {word}
            </li>
          ))}
          {changes.length > MOST && <li>{t.roles.more(changes.length - MOST)}</li>}
        </ul>
        {locksOut && <p className="bad s">{t.roles.locksOut}</p>}
      </div>
      <button type="button" className="btn g" onClick={onDiscard}>
        {t.roles.discard}
      </button>
      <button type="button" className="btn p" onClick={onSave}>
        {t.save} <kbd className="inv">Ctrl S</kbd>
      </button>
    </section>
  )
}
