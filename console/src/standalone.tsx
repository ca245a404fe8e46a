import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { applyTheme } from './app/theme.ts'
import { Toasts } from './app/toasts.tsx'
import { Mark } from './parts/mark.tsx'
import { type Place, Sandbox } from './sandbox/sandbox.tsx'
import { t } from './texts/sandbox-texts.ts'
import { language } from './texts/texts.ts'
import './style/standalone.css'

/** The sandbox as a page of its own, for who has a login of one of the faces and none of the console. */
function Standalone() {
  const [place, setPlace] = useState<Place>({})
  return (
    <div className="main">
      <header className="top">
        <Mark />
        <h1>{t.standalone}</h1>
      </header>
      <main className="page">
        <Sandbox address={location.pathname} urlOf={urlOf} place={place} onPlace={setPlace} />
      </main>
      <Toasts />
    </div>
  )
}

/** Below the prefix under which this page was asked for. */
function urlOf(path: string): string {
  const [prefix = ''] = location.pathname.split(/\/(?:modules\/addons\/|sandbox$)/)
  return new URL(prefix + path, location.href).href
}

applyTheme()
document.documentElement.lang = language
document.title = `${t.standalone} · Provisor`
createRoot(document.getElementById('sandbox')!).render(
  <StrictMode>
    <Standalone />
  </StrictMode>,
)
