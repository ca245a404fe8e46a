import { Link } from '@tanstack/react-router'
import BookOpen from 'lucide-react/icons/book-open'
import CircleUserRound from 'lucide-react/icons/circle-user-round'
import Ellipsis from 'lucide-react/icons/ellipsis'
import LogOut from 'lucide-react/icons/log-out'
import { useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { t } from '../texts/texts.ts'
import { serverPath } from './api.ts'
import { isAt, type Place } from './places.ts'
import { useSignOut } from './session.ts'

/** What a thumb reaches on a phone; the rest is behind the last one. */
const SHOWN = 4

export function TabBar({ places, path }: { places: readonly Place[]; path: string }) {
  const [isOpen, setOpen] = useState(false)
  const rest = places.slice(SHOWN)
  return (
    <nav className="tabbar" aria-label={t.nav.main}>
      {places.slice(0, SHOWN).map(({ to, icon: Icon, word }) => (
        <Link key={to} to={to} aria-current={isAt(path, to) ? 'page' : undefined}>
          <Icon size={20} strokeWidth={1.75} />
          <span>{word}</span>
        </Link>
      ))}
      <button
        type="button"
        aria-current={rest.some(({ to }) => isAt(path, to)) ? 'page' : undefined}
        onClick={() => setOpen(true)}
      >
        <Ellipsis size={20} strokeWidth={1.75} />
        <span>{t.nav.more}</span>
      </button>
      {isOpen && <Sheet places={rest} onClose={() => setOpen(false)} />}
    </nav>
  )
}

function Sheet({ places, onClose }: { places: readonly Place[]; onClose: () => void }) {
  const signOut = useSignOut()
  return (
    <Dialog title={t.nav.more} isTitleQuiet onClose={onClose} className="sheet">
      <ul>
        {places.map(({ to, icon: Icon, word }) => (
          <li key={to}>
            <Link to={to} onClick={onClose}>
              <Icon size={18} strokeWidth={1.75} />
              {word}
            </Link>
          </li>
        ))}
        <li>
          <Link to="/me" onClick={onClose}>
            <CircleUserRound size={18} strokeWidth={1.75} />
            {t.nav.me}
          </Link>
        </li>
        <li>
          <a href={serverPath('/api/docs')}>
            <BookOpen size={18} strokeWidth={1.75} />
            {t.nav.reference}
          </a>
        </li>
        <li>
          <button type="button" onClick={() => void signOut()}>
            <LogOut size={18} strokeWidth={1.75} />
            {t.signOut}
          </button>
        </li>
      </ul>
    </Dialog>
  )
}
