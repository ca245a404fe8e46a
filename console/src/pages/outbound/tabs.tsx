import { Link } from '@tanstack/react-router'
import { t } from '../../texts/texts.ts'
import { TABS, type Tab } from './tab-names.ts'

/** Each is an address of its own. */
export const Tabs = ({ id, tab, counts }: { id: number; tab: Tab; counts: Partial<Record<Tab, string>> }) => (
  <nav className="tabs" aria-label={t.outbound.parts}>
    {TABS.map((name) => (
      <Link
        key={name}
        to="/outbound/$id"
        params={{ id: String(id) }}
        search={(before) => ({ ...before, tab: name === 'waiting' ? undefined : name })}
        resetScroll={false}
        activeOptions={{ exact: true }}
        activeProps={{ 'aria-current': name === tab ? 'page' : undefined }}
      >
        {t.outbound.tabs[name]} {counts[name] !== undefined && <span className="k">{counts[name]}</span>}
      </Link>
    ))}
  </nav>
)
