import { lanesQuery } from '../pages/lanes/lanes-query.ts'
import { queuesQuery } from '../pages/outbound/queue-table.tsx'
import { nameOf } from '../pages/queue/entry-rows.tsx'
import { SETTINGS } from '../pages/settings/pages.ts'
import { t } from '../texts/settings-texts.ts'
import { pageActions } from './actions.ts'
import { client } from './api.ts'
import { queries, toggleLive } from './live.ts'
import { GROUPS } from './places.ts'
import { switchTheme } from './theme.ts'

/** What the palette offers: a place to go to, or something to do. */
export type Hit = {
  readonly id: string
  /** Its heading. */
  readonly kind: string
  readonly word: string
  readonly beside?: string
  readonly key?: string
  /** Below the console. */
  readonly to?: string
  readonly run?: () => void
}

type May = (right: string) => boolean

/** Each word that is typed begins a word of it, or stands in it. */
export function matches({ word, beside = '' }: Hit, text: string): boolean {
  const whole = `${word} ${beside}`.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((part) => whole.includes(part))
}

/** What needs no asking: this page's actions, where one can go, and what is on screen anyway. */
export function itemsNow(may: May): Hit[] {
  const actions = [
    ...pageActions(),
    { word: t.palette.pause, key: 'Shift L', run: toggleLive },
    { word: t.theme, run: switchTheme },
  ]
  const places = GROUPS.flatMap(({ places: some }) => some)
    .filter(({ right }) => right === undefined || may(right))
    .map(({ to, word, key }) => ({ id: to, kind: t.palette.places, word, key: `g ${key}`, to }))
  const settings = SETTINGS.flat()
    .filter(({ right }) => right === undefined || may(right))
    .map(({ path, words }) => ({ id: path, kind: t.nav.settings, word: t.titles[words], to: `/settings/${path}` }))
  const lanes = (queries.getQueryData(lanesQuery.queryKey)?.items ?? []).map(({ name, serverName, module }) => ({
    ...{ id: name, kind: t.nav.lanes, word: serverName ?? name, beside: module, to: `/lanes/${name}` },
  }))
  const services = (queries.getQueryData(queuesQuery.queryKey) ?? []).map(({ serviceId, name }) => ({
    ...{ id: `outbound ${serviceId}`, kind: t.nav.outbound, word: name, to: `/outbound/${serviceId}` },
  }))
  return [
    ...actions.map((action) => ({ id: action.word, kind: t.palette.actions, ...action })),
    ...places,
    ...lanes,
    ...services,
    ...settings,
  ]
}

const LIMIT = 5
/** `5c1e09d4_7.1795996812.118` */
const REFERENCE = /^[\w-]{4,40}\.\d{6,14}\.\d{1,12}$/

/** What the server knows by this name. A part that this person may not see is left out. */
export async function found(text: string, may: May, signal: AbortSignal): Promise<Hit[]> {
  const [clients, entries, start] = await Promise.all([
    may('clients.read') ? client.clients.list({ search: text, limit: LIMIT }, { signal }) : undefined,
    may('provisioning.read') ? client.moduleQueue.list({ search: text, limit: LIMIT }, { signal }) : undefined,
    REFERENCE.test(text) && may('outbound.read')
      ? client.outbound.starts.status([text], { signal }).catch(() => undefined)
      : undefined,
  ])
  return [
    ...(entries?.items ?? []).map((entry) => ({
      id: `entry ${entry.id}`,
      kind: t.nav.queue,
      word: nameOf(entry),
      beside: [entry.action, entry.clientName].filter(Boolean).join(' · '),
      to: `/queue?view=all&open=${entry.id}`,
    })),
    ...(clients?.items ?? []).map(({ id, firstName, lastName, companyName }) => ({
      id: `client ${id}`,
      kind: t.palette.clients,
      word: companyName || `${firstName} ${lastName}`,
      beside: t.palette.openOf(id),
      to: `/queue?view=all&q=client:${id}`,
    })),
    ...(start?.items ?? [])
      .filter((one) => one !== null)
      .map(({ reference, status }) => ({
        ...{
          id: reference,
          kind: t.palette.starts,
          word: reference,
          beside: status,
          to: `/outbound/starts/${reference}`,
        },
      })),
  ]
}
