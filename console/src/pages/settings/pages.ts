import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router'
import { t } from '../../texts/texts.ts'

type SettingsPage = {
  /** Below `/settings/`. */
  readonly path: string
  readonly word: string
  /** Without it the page is not in the list. */
  readonly right?: string
  readonly component: RouteComponent
}

/** Pages of the settings in groups, as the list beside them shows them; each has a route of its own. */
export const SETTINGS: readonly (readonly SettingsPage[])[] = [
  [
    {
      path: 'staff',
      word: t.staff.title,
      right: 'access.read',
      component: lazyRouteComponent(() => import('./staff/staff.tsx'), 'Staff'),
    },
    {
      path: 'roles',
      word: t.roles.title,
      right: 'access.read',
      component: lazyRouteComponent(() => import('./roles/roles.tsx'), 'Roles'),
    },
    {
      path: 'credentials',
      word: t.credentials.title,
      right: 'access.read',
      component: lazyRouteComponent(() => import('./credentials/credentials.tsx'), 'Credentials'),
    },
    {
      path: 'addresses',
      word: t.addresses.title,
      right: 'access.read',
      component: lazyRouteComponent(() => import('./addresses/addresses.tsx'), 'Addresses'),
    },
    {
      path: 'bans',
      word: t.bans.title,
      right: 'access.read',
      component: lazyRouteComponent(() => import('./addresses/bans.tsx'), 'Bans'),
    },
  ],
  [
    {
      path: 'webhooks',
      word: t.webhooks.title,
      right: 'system.read',
      component: lazyRouteComponent(() => import('./webhooks/webhooks.tsx'), 'Webhooks'),
    },
    {
      path: 'mail',
      word: t.mail.title,
      component: lazyRouteComponent(() => import('./mail/mail.tsx'), 'Mail'),
    },
    {
      path: 'notices',
      word: t.notices.title,
      component: lazyRouteComponent(() => import('./notices/notices.tsx'), 'Notices'),
    },
    {
      path: 'schedules',
      word: t.schedules.title,
      right: 'system.read',
      component: lazyRouteComponent(() => import('./schedules/schedules.tsx'), 'Schedules'),
    },
  ],
  [
    {
      path: 'rates',
      word: t.rates.title,
      right: 'projects.read',
      component: lazyRouteComponent(() => import('./projects/rates.tsx'), 'Rates'),
    },
    {
      path: 'statuses',
      word: t.statuses.title,
      right: 'projects.read',
      component: lazyRouteComponent(() => import('./projects/statuses.tsx'), 'Statuses'),
    },
    {
      path: 'retention',
      word: t.retention.title,
      right: 'system.read',
      component: lazyRouteComponent(() => import('./retention/retention.tsx'), 'Retention'),
    },
    {
      path: 'keys',
      word: t.keys.title,
      right: 'system.read',
      component: lazyRouteComponent(() => import('./keys/keys.tsx'), 'Keys'),
    },
  ],
  [
    {
      path: 'activity',
      word: t.activity.title,
      right: 'activity.read',
      component: lazyRouteComponent(() => import('./activity/activity.tsx'), 'Activity'),
    },
    {
      path: 'about',
      word: t.about.title,
      right: 'system.read',
      component: lazyRouteComponent(() => import('./about/about.tsx'), 'About'),
    },
  ],
]
