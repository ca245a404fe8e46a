import { useQuery } from '@tanstack/react-query'
import Eye from 'lucide-react/icons/eye'
import TriangleAlert from 'lucide-react/icons/triangle-exclamation-point'
import { moment } from '../parts/format.ts'
import { t } from '../texts/texts.ts'
import { useLive } from './live-state.ts'
import { meQuery } from './session.ts'

/** Rights that let somebody change something end so. */
const CHANGES = /\.(?:write|start|approve|passwords|all)$/

/** What is so for the whole console: that nobody answers, or that one may only look. */
export function Banner() {
  const { data: me } = useQuery(meQuery)
  const { downSince } = useLive()
  if (downSince !== undefined)
    return (
      <p className="banner" role="alert">
        <TriangleAlert size={15} />
        <span>
          <b>{t.live.downSince(moment(downSince))}</b> {t.live.asItWas}
        </span>
      </p>
    )
  if (me && !me.mustSetUpSecondFactor && !me.permissions.some((right) => CHANGES.test(right)))
    return (
      <p className="banner calm">
        <Eye size={15} />
        <span>
          <b>{t.readOnly.title}</b> {t.readOnly.why}
        </span>
      </p>
    )
  return null
}
