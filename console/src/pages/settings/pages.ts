import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router'
import type { SettingsTexts } from '../../texts/settings-texts.ts'

type SettingsPage = {
  /** Below `/settings/`. */
  readonly path: string
  /** Whose title it bears, of the texts of the settings. */
  readonly words: keyof SettingsTexts['titles']
  /** Without it the page is not in the list. */
  readonly right?: string
  readonly component: RouteComponent
}

/** Pages of the settings in groups, as the list beside them shows them; each has a route of its own. */
export const SETTINGS: readonly (readonly SettingsPage[])[] = [
  [
    {
      path: 'staff',
      words: 'staff',
      right: 'access.read',
      component: lazyRouteComponent(() => import('./staff/staff.tsx'), 'Staff'),
    },
    {
      path: 'roles',
      words: 'roles',
      right: 'access.read',
      component: lazyRouteComponent(() => import('./roles/roles.tsx'), 'Roles'),
    },
    {
      path: 'credentials',
      words: 'credentials',
      right: 'access.read',
      component: lazyRouteComponent(() => import('./credentials/credentials.tsx'), 'Credentials'),
    },
    {
      path: 'addresses',
      words: 'addresses',
      right: 'access.read',
      component: lazyRouteComponent(() => import('./addresses/addresses.tsx'), 'Addresses'),
    },
    {
      path: 'bans',
      words: 'bans',
      right: 'access.read',
      component: lazyRouteComponent(() => import('./addresses/bans.tsx'), 'Bans'),
    },
  ],
  [
    {
      path: 'webhooks',
      words: 'webhooks',
      right: 'system.read',
      component: lazyRouteComponent(() => import('./webhooks/webhooks.tsx'), 'Webhooks'),
    },
    {
      path: 'mail',
      words: 'mail',
      component: lazyRouteComponent(() => import('./mail/mail.tsx'), 'Mail'),
    },
    {
      path: 'notices',
      words: 'notices',
      component: lazyRouteComponent(() => import('./notices/notices.tsx'), 'Notices'),
    },
    {
      path: 'schedules',
      words: 'schedules',
      right: 'system.read',
      component: lazyRouteComponent(() => import('./schedules/schedules.tsx'), 'Schedules'),
    },
  ],
  [
    {
      path: 'rates',
      words: 'rates',
      right: 'projects.read',
      component: lazyRouteComponent(() => import('./projects/rates.tsx'), 'Rates'),
    },
    {
      path: 'statuses',
      words: 'statuses',
      right: 'projects.read',
      component: lazyRouteComponent(() => import('./projects/statuses.tsx'), 'Statuses'),
    },
    {
      path: 'retention',
      words: 'retention',
      right: 'system.read',
      component: lazyRouteComponent(() => import('./retention/retention.tsx'), 'Retention'),
    },
    {
      path: 'keys',
      words: 'keys',
      right: 'system.read',
      component: lazyRouteComponent(() => import('./keys/keys.tsx'), 'Keys'),
    },
  ],
  [
    {
      path: 'activity',
      words: 'activity',
      right: 'activity.read',
      component: lazyRouteComponent(() => import('./activity/activity.tsx'), 'Activity'),
    },
    {
      path: 'about',
      words: 'about',
      right: 'system.read',
      component: lazyRouteComponent(() => import('./about/about.tsx'), 'About'),
    },
  ],
]
