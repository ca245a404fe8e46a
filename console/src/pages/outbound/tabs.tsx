import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { useCurrentInView } from '../../parts/current-in-view.ts'
import { t } from '../../texts/outbound-texts.ts'
import { TABS, type Tab } from './tab-names.ts'

/** Each is an address of its own. */
export const Tabs = ({ id, tab, counts }: { id: number; tab: Tab; counts: Partial<Record<Tab, string>> }) => {
  const nav = useRef<HTMLElement>(null)
  useCurrentInView(nav)
  return (
    <nav className="tabs" aria-label={t.outbound.parts} ref={nav}>
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
}
