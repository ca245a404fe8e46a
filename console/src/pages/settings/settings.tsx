import { Link, Outlet } from '@tanstack/react-router'
import { useRef } from 'react'
import { useMay } from '../../app/session.ts'
import { useCurrentInView } from '../../parts/current-in-view.ts'
import { t } from '../../texts/settings-texts.ts'
import { SETTINGS } from './pages.ts'
import '../../style/settings.page.css'

/** The pages that this person may open, beside the one that is open. */
export function Settings() {
  const may = useMay()
  const nav = useRef<HTMLElement>(null)
  useCurrentInView(nav)
  const groups = SETTINGS.map((pages) => pages.filter(({ right }) => right === undefined || may(right)))
  return (
    <div className="settings">
      <nav aria-label={t.nav.settings} ref={nav}>
        {groups
          .filter((pages) => pages.length > 0)
          .map((pages) => (
            <ul key={pages[0]!.path}>
              {pages.map(({ path, words }) => (
                <li key={path}>
                  <Link to={`/settings/${path}` as '/settings'} activeProps={{ 'aria-current': 'page' }}>
                    {t.titles[words]}
                  </Link>
                </li>
              ))}
            </ul>
          ))}
      </nav>
      <Outlet />
    </div>
  )
}
