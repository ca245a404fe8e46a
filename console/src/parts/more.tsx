import { t } from '../texts/texts.ts'
import { count } from './format.ts'

/** The end of a list: how many there are, and more of them while there is a way. */
export const More = ({ shown, of, onMore }: { shown: number; of?: number; onMore?: () => void }) => (
  <p className="more-row">
    <span className="qq s">{of === undefined ? t.shown(count(shown)) : t.shownOf(count(shown), count(of))}</span>
    {onMore && (of === undefined || shown < of) && (
      <button type="button" className="btn sm" onClick={onMore}>
        {t.more}
      </button>
    )}
  </p>
)
