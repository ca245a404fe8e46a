import type { Schedule } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../../app/api.ts'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { act } from '../../../app/toasts.tsx'
import { length, moment } from '../../../parts/format.ts'
import { type GlyphName, State, type Tone } from '../../../parts/glyph.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/settings-texts.ts'

const COLUMNS = [
  { word: t.schedules.duty },
  { word: t.schedules.last },
  { word: t.schedules.times, isWide: true },
  { word: t.schedules.next, isNumber: true, isWide: true },
  { word: t.lanes.actions, isQuiet: true },
]

/** What one node does for all at its times: how the last run went, and when the next is. */
export function Schedules() {
  usePlace(t.titles.schedules)
  const schedules = useQuery({ queryKey: ['schedules'], queryFn: ({ signal }) => client.schedules.list({ signal }) })
  return (
    <Page title={t.titles.schedules} sentence={schedules.data ? t.schedules.sentence(amiss(schedules.data.items)) : ''}>
      <Read query={schedules}>
        {({ items }) => (
          <ListTable columns={COLUMNS}>
            {items.map((schedule) => (
              <Row key={schedule.name} schedule={schedule} />
            ))}
          </ListTable>
        )}
      </Read>
    </Page>
  )
}

const amiss = (items: readonly Schedule[]): number =>
  items.filter(({ failingSince, lateSince }) => failingSince !== null || lateSince !== null).length

function Row({ schedule }: { schedule: Schedule }) {
  const { name, description, everyMs, dailyAt, nextAt, state } = schedule
  const may = useMay()
  return (
    <tr>
      <td>
        <span className="b">{t.schedules.duties[name] ?? description}</span>
        <span className="s qq mono from">{name}</span>
      </td>
      <td>
        <LastRun schedule={schedule} />
      </td>
      <td className="q">{everyMs === null ? t.schedules.daily(dailyAt ?? '') : t.schedules.every(whole(everyMs))}</td>
      <td className="n q">{moment(nextAt)}</td>
      <td className="n">
        {may('system.write') && (
          <button
            type="button"
            className="btn sm"
            disabled={state !== 'waiting'}
            aria-busy={state !== 'waiting'}
            aria-label={t.schedules.runOf(name)}
            onClick={() => void act(() => client.schedules.run(name), t.schedules.asked(name))}
          >
            {t.schedules.run}
          </button>
        )}
      </td>
    </tr>
  )
}

/** How it stands, and below that when and where it ran, why it failed, when it last went well. */
function LastRun({ schedule }: { schedule: Schedule }) {
  const { node, beganAt, endedAt, outcome, fault, succeededAt, failingSince, lateSince } = schedule
  const ran = beganAt && endedAt && length(Date.parse(endedAt) - Date.parse(beganAt))
  return (
    <>
      <StateOf schedule={schedule} />
      <span className="s qq sub from">{beganAt && [moment(beganAt), ran, node].filter(Boolean).join(' · ')}</span>
      {outcome === 'failed' && fault !== '' && (
        <span className="s bad sub from" lang="">
          {fault}
        </span>
      )}
      {failingSince && (
        <span className="s qq sub from">
          {t.schedules.failingSince(moment(failingSince))}
          {succeededAt && `, ${t.schedules.succeeded(moment(succeededAt))}`}
        </span>
      )}
      {lateSince && <span className="s bad sub from">{t.schedules.lateSince(moment(lateSince))}</span>}
    </>
  )
}

/** `1 h` rather than `1 h 00 min`: these are round. */
const whole = (ms: number): string =>
  ms % 3_600_000 === 0 ? `${ms / 3_600_000} h` : ms % 60_000 === 0 ? `${ms / 60_000} min` : length(ms)

type Standing = keyof typeof t.schedules.states

const LOOKS: Record<Standing, [GlyphName, Tone]> = {
  running: ['active', 'acc'],
  asked: ['waiting', 'neutral'],
  late: ['broken', 'bad'],
  failed: ['failed', 'bad'],
  stopped: ['paused', 'neutral'],
  done: ['done', 'good'],
  never: ['none', 'neutral'],
}

function StateOf({ schedule: { state, outcome, lateSince } }: { schedule: Schedule }) {
  const standing: Standing = state !== 'waiting' ? state : lateSince ? 'late' : (outcome ?? 'never')
  const [glyph, tone] = LOOKS[standing]
  return (
    <State glyph={glyph} tone={tone}>
      {t.schedules.states[standing]}
    </State>
  )
}
