import type { BulkAction } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useKeys } from '../../app/keys.ts'
import { serverNow } from '../../app/requests.ts'
import { count } from '../../parts/format.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { t } from '../../texts/texts.ts'
import { isUnderway, lastBulkQuery } from './bulk-query.ts'
import { LOOKS, titleOf } from './looks.ts'
import { doneOf } from './progress.ts'
import '../../style/bulk.page.css'
import '../../style/timer.page.css'

const BulkPane = lazy(async () => ({ default: (await import('./bulk-pane.tsx')).BulkPane }))

/** So long what has ended can still be looked at, and taken back, from wherever one is. */
const ENDED_MS = 60_000

/** On every page: the bulk action that runs, or that has just ended; it opens beside what is on screen. */
export function BulkChip() {
  const { data } = useQuery(lastBulkQuery)
  const [open, setOpen] = useState<number>()
  const shown = data?.items.find(isUnderway) ?? data?.items.find(hasJustEnded)
  return (
    <>
      {shown && <Chip action={shown} isOpen={open !== undefined} onOpen={() => setOpen(open ? undefined : shown.id)} />}
      {open !== undefined && <Drawer id={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

const hasJustEnded = ({ endedAt }: BulkAction): boolean =>
  endedAt !== null && serverNow().getTime() - Date.parse(endedAt) < ENDED_MS

function Chip({ action, isOpen, onOpen }: { action: BulkAction; isOpen: boolean; onOpen: () => void }) {
  const [glyph, tone] = LOOKS[action.state]
  const progress = t.bulk.of(count(doneOf(action)), count(action.total))
  return (
    <button
      type="button"
      className="timer bchip"
      aria-expanded={isOpen}
      aria-label={`${progress} ${titleOf(action)}`}
      onClick={onOpen}
    >
      <span className={`st ${tone}`}>
        <Glyph name={glyph} size={10} />
      </span>
      <b>{progress}</b> <span className="tl el">{titleOf(action)}</span>
    </button>
  )
}

function Drawer({ id, onClose }: { id: number; onClose: () => void }) {
  useKeys({ Escape: onClose })
  return (
    <Suspense>
      <BulkPane id={id} isDrawer onClose={onClose} />
    </Suspense>
  )
}
