import { Navigate } from '@tanstack/react-router'
import { useMay } from '../../app/session.ts'
import { t } from '../../texts/settings-texts.ts'
import { SETTINGS } from './pages.ts'

/** The first of the settings that this person may open. */
export function FirstPage() {
  const may = useMay()
  const first = SETTINGS.flat().find(({ right }) => right === undefined || may(right))
  return first ? (
    <Navigate to={`/settings/${first.path}` as '/settings'} replace />
  ) : (
    <p className="quiet pad">{t.forbidden}</p>
  )
}
