import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import BookOpen from 'lucide-react/icons/book-open'
import CircleHelp from 'lucide-react/icons/circle-question-mark'
import LogOut from 'lucide-react/icons/log-out'
import Search from 'lucide-react/icons/search'
import SunMoon from 'lucide-react/icons/sun-moon'
import { Fragment, lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { count } from '../parts/format.ts'
import { Glyph } from '../parts/glyph.tsx'
import { Mark } from '../parts/mark.tsx'
import { t } from '../texts/texts.ts'
import { serverPath } from './api.ts'
import { ApiCalls } from './api-calls.tsx'
import { attentionQuery } from './attention.ts'
import { Banner } from './banner.tsx'
import { Clock } from './clock.tsx'
import { useKeys } from './keys.ts'
import { toggleLive } from './live.ts'
import { LiveChip } from './live-chip.tsx'
import { useCurrentPlace } from './place.ts'
import { GROUPS, isAt, type Place } from './places.ts'
import { meQuery, useMay, useSignOut } from './session.ts'
import { TabBar } from './tab-bar.tsx'
import { switchTheme } from './theme.ts'
import { Toasts, undoLast } from './toasts.tsx'

const Shortcuts = lazy(async () => ({ default: (await import('./shortcuts.tsx')).Shortcuts }))
const SaidDialog = lazy(async () => ({ default: (await import('./said-dialog.tsx')).SaidDialog }))
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

const BulkChip = lazy(async () => ({ default: (await import('../pages/bulk/bulk-chip.tsx')).BulkChip }))

const RunningTimer = lazy(async () => ({ default: (await import('../pages/timers/running-timer.tsx')).RunningTimer }))

/** What stands around every page of who is signed in. */
export function Shell() {
  const may = useMay()
  const navigate = useNavigate()
  const [help, setHelp] = useState(false)
  const [said, setSaid] = useState(false)
  const [searching, setSearching] = useState(false)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const groups = GROUPS.map(({ word, places }) => ({
    word,
    places: places.filter(({ right }) => right === undefined || may(right)),
  }))
  const places = groups.flatMap((group) => group.places)
  useKeys({
    ...Object.fromEntries(places.map(({ to, key }) => [`g ${key}`, () => void navigate({ to })])),
    '?': () => setHelp(true),
    z: undoLast,
    L: toggleLive,
    A: () => setSaid(true),
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      setSearching((before) => !before)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
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
        <button type="button" className="search" onClick={() => setSearching(true)}>
          <Search size={15} strokeWidth={1.75} />
          <span>{t.search}</span>
          <kbd>Ctrl K</kbd>
        </button>
        {groups.map(({ word, places: shown }) => (
          <Fragment key={word}>
            {word !== undefined && shown.length > 0 && <h4>{word}</h4>}
            <ul>
              {word === t.nav.setUp && (
                <Outside href="/api/docs" icon={<BookOpen size={16} strokeWidth={1.75} />} word={t.nav.reference} />
              )}
              {shown.map(({ to, icon: Icon, word: name }) => (
                <li key={to}>
                  <Link to={to} aria-current={isAt(path, to) ? 'page' : undefined}>
                    <Icon size={16} strokeWidth={1.75} />
                    <span>{name}</span>
                    {to === '/queue' && <HeldCount />}
                  </Link>
                </li>
              ))}
            </ul>
          </Fragment>
        ))}
        <Clock />
        <Person />
      </nav>
      <div className="main">
        <header className="top">
          <Crumb place={places.find(({ to }) => isAt(path, to))} />
          <div className="right">
            <Suspense>{may('provisioning.read') && <BulkChip />}</Suspense>
            <Suspense>{may('projects.read') && <RunningTimer />}</Suspense>
            <button
              type="button"
              className="btn g sm ic only-phone"
              aria-label={t.search}
              onClick={() => setSearching(true)}
            >
              <Search size={18} strokeWidth={1.75} />
            </button>
            <LiveChip />
            <ApiCalls />
            <button type="button" className="btn g sm ic theme" aria-label={t.theme} onClick={switchTheme}>
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
        <Banner />
        <main id="page" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <TabBar places={places} path={path} />
      <Suspense>
        {help && <Shortcuts onClose={() => setHelp(false)} />}
        {searching && <Palette onClose={() => setSearching(false)} />}
        {said && <SaidDialog onClose={() => setSaid(false)} />}
      </Suspense>
      <Toasts />
    </div>
  )
}

/** Where this is: the entry of the navigation, and the page below it; the title of the document says the same. */
function Crumb({ place }: { place: Place | undefined }) {
  const part = useCurrentPlace()
  const { data } = useQuery(attentionQuery)
  const causes = data?.items.length ?? 0
  useEffect(() => {
    const names = [part, place?.word].filter(Boolean).join(' · ') || t.product
    document.title = `${causes > 0 ? `◆${causes} ` : ''}${names}`
  }, [causes, part, place])
  return (
    <div className="crumb">
      {place && part !== '' && (
        <>
          <Link to={place.to}>{place.word}</Link> <span aria-hidden="true">/</span>
        </>
      )}
      <b className="el">{part || place?.word}</b>
    </div>
  )
}

const Outside = ({ href, icon, word }: { href: string; icon: ReactNode; word: string }) => (
  <li>
    <a href={serverPath(href)}>
      {icon}
      <span>{word}</span>
    </a>
  </li>
)

/** How much needs a person. */
function HeldCount() {
  const { data } = useQuery(attentionQuery)
  const held = data?.counts.held ?? 0
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

function Person() {
  const { data: me } = useQuery(meQuery)
  const signOut = useSignOut()
  if (!me) return null
  const name = `${me.firstName} ${me.lastName}`.trim() || me.username
  return (
    <div className="foot">
      <div className="user">
        <Link to="/me" className="who" title={t.nav.me}>
          <span className="av" aria-hidden="true">
            {initialsOf(name)}
          </span>
          <span className="el">
            <span className="b">{name}</span>
            <br />
            <span className="s qq">{me.role}</span>
          </span>
        </Link>
        <button type="button" className="btn g sm ic" aria-label={t.signOut} onClick={() => void signOut()}>
          <LogOut size={15} strokeWidth={1.75} />
        </button>
      </div>
    </div>
  )
}
