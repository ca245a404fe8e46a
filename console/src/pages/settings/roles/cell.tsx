import { Glyph } from '../../../parts/glyph.tsx'
import { t } from '../../../texts/access-texts.ts'
import type { Mark } from './rights.ts'

type Props = {
  label: string
  mark: Mark
  isChanged: boolean
  isOff: boolean
  /** The column that the Tab key goes through; arrows reach the others. */
  isFirst: boolean
  onChange: (given: boolean) => void
}

const CLASSES = { given: 'pm on', taken: 'pm no', none: 'pm' }

export const Cell = ({ label, mark, isChanged, isOff, isFirst, onChange }: Props) => (
  <button
    type="button"
    className={isChanged ? `${CLASSES[mark]} chg` : CLASSES[mark]}
    aria-pressed={mark === 'given'}
    aria-disabled={isOff}
    aria-label={mark === 'taken' ? `${label}, ${t.roles.taken}` : label}
    title={mark === 'taken' ? t.roles.taken : undefined}
    tabIndex={isFirst ? 0 : -1}
    onClick={() => !isOff && onChange(mark !== 'given')}
  >
    {mark === 'given' && <Glyph name="done" />}
    {mark === 'taken' && <i />}
  </button>
)
