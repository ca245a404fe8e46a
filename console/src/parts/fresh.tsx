import { t } from '../texts/texts.ts'
import { count } from './format.ts'
import type { Steady } from './steady.ts'

/** How many rows wait until the hand is away, or until it asks for them. */
export const Fresh = ({ fresh, release }: Pick<Steady<unknown>, 'fresh' | 'release'>) => (
  <div role="status">
    {fresh > 0 && (
      <button type="button" className="fresh" onClick={release}>
        {t.fresh(count(fresh))}
      </button>
    )}
  </div>
)
