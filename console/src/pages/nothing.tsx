import { Link } from '@tanstack/react-router'
import { t } from '../texts/texts.ts'

export const Nothing = () => (
  <main className="page">
    <p className="quiet">
      {t.nothingHere} <Link to="/">{t.nav.overview}</Link>
    </p>
  </main>
)
