import { Link } from '@tanstack/react-router'
import { BookOpen, Ellipsis, LogOut, SquareTerminal } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { t } from '../texts/texts.ts'
import { serverPath } from './api.ts'
import { isAt, type Place } from './places.ts'
import { useSignOut } from './session.ts'

/** What a thumb reaches on a phone; the rest is behind the last one. */
const SHOWN = 4

export function TabBar({ places, path }: { places: readonly Place[]; path: string }) {
  const signOut = useSignOut()
  const rest = places.slice(SHOWN)
  return (
    <nav className="tabbar" aria-label={t.nav.main}>
      {places.slice(0, SHOWN).map(({ to, icon: Icon, word }) => (
        <Link key={to} to={to} aria-current={isAt(path, to) ? 'page' : undefined}>
          <Icon size={20} strokeWidth={1.75} />
          <span>{word}</span>
        </Link>
      ))}
      <Dialog.Root>
        <Dialog.Trigger aria-current={rest.some(({ to }) => isAt(path, to)) ? 'page' : undefined}>
          <Ellipsis size={20} strokeWidth={1.75} />
          <span>{t.nav.more}</span>
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="scrim" />
          <Dialog.Content className="sheet" aria-describedby={undefined}>
            <Dialog.Title className="skip">{t.nav.more}</Dialog.Title>
            <ul>
              {rest.map(({ to, icon: Icon, word }) => (
                <li key={to}>
                  <Dialog.Close asChild>
                    <Link to={to}>
                      <Icon size={18} strokeWidth={1.75} />
                      {word}
                    </Link>
                  </Dialog.Close>
                </li>
              ))}
              <li>
                <a href={serverPath('/sandbox')}>
                  <SquareTerminal size={18} strokeWidth={1.75} />
                  {t.nav.sandbox}
                </a>
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
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </nav>
  )
}
