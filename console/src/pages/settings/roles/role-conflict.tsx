import { useQuery } from '@tanstack/react-query'
import { client } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { ConflictDialog } from '../../../parts/conflict-dialog.tsx'
import { age } from '../../../parts/format.ts'
import { t } from '../../../texts/access-texts.ts'
import { type Conflict, differingOf, mergedOf } from './conflict.ts'
import type { Draft } from './draft.ts'

type Props = { conflict: Conflict; onTake: (merged: Draft) => void; onClose: () => void }

/** Two have changed one role: right by right mine or theirs holds, and is saved on what they saved. */
export function RoleConflict({ conflict, onTake, onClose }: Props) {
  const { id, name, version } = conflict.theirs
  const who = useLastChange(id)
  const word = (isGiven: boolean) => (isGiven ? t.roles.given : t.roles.notGiven)
  return (
    <ConflictDialog
      // What they saved since is another conflict.
      key={version}
      words={{
        title: t.roles.conflict(name),
        about: [who, t.roles.conflictAbout].filter(Boolean).join(' '),
        ...{ field: t.roles.right, theirs: t.roles.theirs, mine: t.roles.mine, take: t.roles.takeThese },
      }}
      differing={differingOf(conflict).map(({ key, theirs, isMine }) => ({
        ...{ key, isMine, theirs: word(theirs), mine: word(!theirs) },
        word: key === 'factor' ? t.roles.asksFactor : t.rights.of[key],
      }))}
      onTake={(mine) => onTake(mergedOf(conflict, mine))}
      onClose={onClose}
    />
  )
}

/** Who that was, for whoever may read the activity log. */
function useLastChange(subjectId: number): string {
  const { data } = useQuery({
    queryKey: ['activity', 'role', subjectId],
    queryFn: ({ signal }) => client.activity.list({ subject: 'role', subjectId, limit: 1 }, { signal }),
    enabled: useMay()('activity.read'),
  })
  const last = data?.items[0]
  return last ? t.roles.who(last.actor.name, age(last.at)) : ''
}
