import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import {
  BookOpen,
  CircleHelp,
  House,
  Layers,
  ListX,
  LogOut,
  Pause,
  PhoneOutgoing,
  Play,
  Rows3,
  SquareTerminal,
  SunMoon,
} from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { count } from '../parts/format.ts'
import { Glyph } from '../parts/glyph.tsx'
import { Mark } from '../parts/mark.tsx'
import { t } from '../texts/texts.ts'
import { client, serverPath } from './api.ts'
import { ApiCalls } from './api-calls.tsx'
import { attentionQuery } from './attention.ts'
import { useKeys } from './keys.ts'
import { queries, stopLive, toggleLive, useLive } from './live.ts'
import { meQuery, useMay } from './session.ts'
import { Shortcuts } from './shortcuts.tsx'
import { switchTheme } from './theme.ts'
import { Toasts, undoLast } from './toasts.tsx'

const PLACES = [
  { to: '/', icon: House, word: t.nav.overview, right: undefined },
  { to: '/queue', icon: ListX, word: t.nav.queue, right: 'provisioning.read' },
  { to: '/lanes', icon: Rows3, word: t.nav.lanes, right: 'provisioning.read' },
  { to: '/outbound', icon: PhoneOutgoing, word: t.nav.outbound, right: 'outbound.read' },
  { to: '/bulk', icon: Layers, word: t.nav.bulk, right: 'provisioning.read' },
] as const

/** What stands around every page of who is signed in. */
export function Shell() {
  const may = useMay()
  const navigate = useNavigate()
  const [help, setHelp] = useState(false)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const places = PLACES.filter(({ right }) => right === undefined || may(right))
  useKeys({
    'g o': () => void navigate({ to: '/' }),
    'g q': () => void navigate({ to: '/queue' }),
    'g l': () => void navigate({ to: '/lanes' }),
    'g u': () => void navigate({ to: '/outbound' }),
    'g b': () => void navigate({ to: '/bulk' }),
    '?': () => setHelp(true),
    z: undoLast,
    L: toggleLive,
  })
  return (
    <div className="app">
      <a className="skip" href="#page">
        {t.skip}
      </a>
      <nav className="side" aria-label={t.nav.main}>
        <div className="brand">
          <Mark />
          <b>{t.product}</b>
        </div>
        <ul>
          {places.map(({ to, icon: Icon, word }) => (
            <li key={to}>
              <Link to={to} aria-current={isAt(path, to) ? 'page' : undefined}>
                <Icon size={16} strokeWidth={1.75} />
                <span>{word}</span>
                {to === '/queue' && <HeldCount />}
              </Link>
            </li>
          ))}
        </ul>
        <h4>{t.nav.setUp}</h4>
        <ul>
          <Outside href="/sandbox" icon={<SquareTerminal size={16} strokeWidth={1.75} />} word={t.nav.sandbox} />
          <Outside href="/api/docs" icon={<BookOpen size={16} strokeWidth={1.75} />} word={t.nav.reference} />
        </ul>
        <Person />
      </nav>
      <div className="main">
        <header className="top">
          <div className="crumb">
            <b>{places.find(({ to }) => isAt(path, to))?.word}</b>
          </div>
          <div className="right">
            <LiveChip />
            <ApiCalls />
            <button type="button" className="btn g sm ic" aria-label={t.theme} onClick={switchTheme}>
              <SunMoon size={16} strokeWidth={1.75} />
            </button>
            <button
              type="button"
              className="btn g sm ic help"
              aria-label={t.shortcuts.title}
              onClick={() => setHelp(true)}
            >
              <CircleHelp size={16} strokeWidth={1.75} />
            </button>
          </div>
        </header>
        <main id="page" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <nav className="tabbar" aria-label={t.nav.main}>
        {places.map(({ to, icon: Icon, word }) => (
          <Link key={to} to={to} aria-current={isAt(path, to) ? 'page' : undefined}>
            <Icon size={20} strokeWidth={1.75} />
            <span>{word}</span>
          </Link>
        ))}
      </nav>
      <Shortcuts open={help} onClose={() => setHelp(false)} />
      <Toasts />
    </div>
  )
}

const isAt = (path: string, to: string): boolean => (to === '/' ? path === '/' : path.startsWith(to))

const Outside = ({ href, icon, word }: { href: string; icon: ReactNode; word: string }) => (
  <li>
    <a href={serverPath(href)}>
      {icon}
      <span>{word}</span>
    </a>
  </li>
)

/** In the navigation and in the document's title: how much needs a person. */
function HeldCount() {
  const { data } = useQuery(attentionQuery)
  const held = data?.counts.held ?? 0
  const causes = data?.items.length ?? 0
  useEffect(() => {
    document.title = `${causes > 0 ? `◆${causes} ` : ''}${t.product}`
  }, [causes])
  if (held === 0) return null
  return (
    <span className="c att">
      <Glyph name="held" size={9} />
      {count(held)}
    </span>
  )
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('')

function LiveChip() {
  const live = useLive()
  return (
    <button
      type="button"
      className={`live ${live}`}
      aria-pressed={live === 'paused'}
      title={live === 'paused' ? t.live.goOn : t.live.pause}
      onClick={toggleLive}
    >
      <i />
      <span>{t.live[live]}</span>
      {live === 'paused' ? <Play size={12} /> : <Pause size={12} />}
    </button>
  )
}

function Person() {
  const { data: me } = useQuery(meQuery)
  const navigate = useNavigate()
  if (!me) return null
  const name = `${me.firstName} ${me.lastName}`.trim() || me.username
  async function signOut(): Promise<void> {
    stopLive()
    await client.sessions.endCurrent().catch(() => {})
    queries.clear()
    await navigate({ to: '/sign-in' })
  }
  return (
    <div className="foot">
      <div className="user">
        <span className="av">{initialsOf(name)}</span>
        <span className="el">
          <span className="b">{name}</span>
          <br />
          <span className="s qq">{me.role}</span>
        </span>
        <button type="button" className="btn g sm ic" aria-label={t.signOut} onClick={() => void signOut()}>
          <LogOut size={15} strokeWidth={1.75} />
        </button>
      </div>
    </div>
  )
}
