import type { LinkProps } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import House from 'lucide-react/icons/house'
import Layers from 'lucide-react/icons/layers'
import ListX from 'lucide-react/icons/list-x'
import PhoneOutgoing from 'lucide-react/icons/phone-outgoing'
import Rows3 from 'lucide-react/icons/rows-3'
import Settings from 'lucide-react/icons/settings'
import SquareTerminal from 'lucide-react/icons/square-terminal'
import { t } from '../texts/texts.ts'

export type Place = {
  /** A page of the console, or of this server outside of it. */
  readonly to: NonNullable<LinkProps['to']>
  /** `g` and this letter go there. */
  readonly key: string
  readonly icon: LucideIcon
  readonly word: string
  /** Without it the place is not shown. */
  readonly right?: string
}

/** The navigation: an entry appears with its page. */
export const GROUPS: readonly { readonly word?: string; readonly places: readonly Place[] }[] = [
  { places: [{ to: '/', key: 'o', icon: House, word: t.nav.overview }] },
  {
    word: t.nav.operate,
    places: [
      { to: '/queue', key: 'q', icon: ListX, word: t.nav.queue, right: 'provisioning.read' },
      { to: '/lanes', key: 'l', icon: Rows3, word: t.nav.lanes, right: 'provisioning.read' },
      { to: '/outbound', key: 'u', icon: PhoneOutgoing, word: t.nav.outbound, right: 'outbound.read' },
      { to: '/bulk', key: 'b', icon: Layers, word: t.nav.bulk, right: 'provisioning.read' },
    ],
  },
  {
    word: t.nav.setUp,
    places: [
      { to: '/sandbox', key: 'x', icon: SquareTerminal, word: t.nav.sandbox },
      { to: '/settings', key: ',', icon: Settings, word: t.nav.settings },
    ],
  },
]

export const isAt = (path: string, to: string): boolean => (to === '/' ? path === '/' : path.startsWith(to))
