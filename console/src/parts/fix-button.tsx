import type { Fix } from '@provisor/client'
import { lazy, Suspense, useState } from 'react'
import { act } from '../app/toasts.tsx'
import { t } from '../texts/texts.ts'
import { carryOut, undoOf } from './fix.ts'

const FixDialog = lazy(async () => ({ default: (await import('./fix-dialog.tsx')).FixDialog }))

/** The one button of a cause. What it needs to know it asks first; what a machine cannot do it says in words. */
export function FixButton({
  fix,
  about,
  primary = false,
  small = false,
}: {
  fix: Fix
  about: string
  primary?: boolean
  small?: boolean
}) {
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  if (!fix.call)
    return (
      <p className="s q">
        <b>{fix.label}</b>: {fix.effect}
      </p>
    )
  async function work(given: Record<string, unknown>): Promise<void> {
    setAsking(false)
    setBusy(true)
    await act(() => carryOut(fix, given), t.overview.done(fix.label.replace(/…$/, '')), undoOf(fix))
    setBusy(false)
  }
  return (
    <>
      <button
        type="button"
        className={`btn ${primary ? 'p' : ''} ${small ? 'sm' : ''}`}
        aria-label={`${fix.label} ${about}`}
        aria-busy={busy}
        disabled={busy}
        onClick={() => (fix.asks.length > 0 ? setAsking(true) : void work({}))}
      >
        {fix.label}
      </button>
      {asking && (
        <Suspense>
          <FixDialog fix={fix} about={about} onGiven={(given) => void work(given)} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  )
}
