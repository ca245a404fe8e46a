import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import { t } from '../texts/texts.ts'

type Props = { title: ReactNode; state: ReactNode; about: ReactNode; onClose: () => void }

/** What stands beside a list: its name and state, what it is about, and the way back to the list. */
export const PaneHead = ({ title, state, about, onClose }: Props) => (
  <header className="ph">
    <div className="el">
      <div className="pt">
        {title}
        {state}
      </div>
      <p className="q el">{about}</p>
    </div>
    <div className="pa">
      <button type="button" className="btn g ic sm" aria-label={t.close} onClick={onClose}>
        <X size={16} />
      </button>
    </div>
  </header>
)
