import Pause from 'lucide-react/icons/pause'
import Play from 'lucide-react/icons/play'
import { count } from '../parts/format.ts'
import { t } from '../texts/texts.ts'
import { toggleLive } from './live.ts'
import { useLive } from './live-state.ts'

/** Whether what is on screen is so now; it pauses, and goes on. */
export function LiveChip() {
  const { state, missed = 0 } = useLive()
  const isPaused = state === 'paused'
  return (
    <button
      type="button"
      className={`live ${state}`}
      aria-pressed={isPaused}
      title={isPaused ? t.live.goOn : t.live.pause}
      onClick={toggleLive}
    >
      <i />
      <span>{isPaused && missed > 0 ? t.live.pausedNew(count(missed)) : t.live.states[state]}</span>
      {isPaused ? <Play size={12} /> : <Pause size={12} />}
    </button>
  )
}
