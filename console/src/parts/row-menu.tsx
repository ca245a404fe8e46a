import Ellipsis from 'lucide-react/icons/ellipsis'
import { t } from '../texts/texts.ts'
import { Menu } from './menu.tsx'

export type RowAction = { readonly word: string; readonly isDanger?: boolean; readonly run: () => void }

/** What can be done with one row. */
export const RowMenu = ({ of, actions }: { of: string; actions: readonly RowAction[] }) => (
  <Menu label={t.actionsOf(of)} icon={<Ellipsis size={16} />} className="btn g ic sm" isMenu>
    {(close) =>
      actions.map(({ word, isDanger, run }) => (
        <button
          key={word}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={isDanger ? 'bad' : undefined}
          onClick={() => {
            close()
            run()
          }}
        >
          {word}
        </button>
      ))
    }
  </Menu>
)
