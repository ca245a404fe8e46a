import type { OutboundCallingWindow } from '@provisor/client'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { said } from '../../app/toasts.tsx'
import { CopyText } from '../../parts/copy-text.tsx'
import { Field } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { length } from '../../parts/format.ts'
import { t } from '../../texts/outbound-texts.ts'
import { PAGES } from './service-form.ts'
import type { Service } from './service-query.ts'
import { SettingsDialog } from './settings-dialog.tsx'

/** How a service is set, what signs its requests, and its end. */
export function ServiceSettings({ service }: { service: Service }) {
  const may = useMay()
  const [asked, setAsked] = useState<'change' | 'delete'>()
  const { settings } = t.outbound
  const close = () => setAsked(undefined)
  return (
    <>
      <dl className="kv">
        {rowsOf(service).map(([term, value]) => (
          <div className="both" key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {may('outbound.write') && (
        <div className="chosen">
          <button type="button" className="btn" onClick={() => setAsked('change')}>
            {settings.change}
          </button>
          <button type="button" className="btn" onClick={() => setAsked('delete')}>
            {settings.delete}
          </button>
          <Secret id={service.id} />
        </div>
      )}
      {asked === 'change' && <SettingsDialog service={service} onClose={close} />}
      {asked === 'delete' && <DeleteDialog service={service} onClose={close} />}
    </>
  )
}

function rowsOf(service: Service): (readonly [term: string, value: string | number])[] {
  const { settings, fields } = t.outbound
  const { kind, runner, applicationName, startsPerSecond, concurrency, queueLimit } = service
  const { expireAfterMs, runLimitMs, weight, onLost, callingWindow } = service
  return [
    [fields.kind, fields.kinds[kind]],
    [settings.runner, settings.runners[runner]],
    ...(kind === 'uas' ? [[settings.applicationName, applicationName ?? '—'] as const] : []),
    ...PAGES.flatMap((page) => {
      const { method, address } = service[page] ?? {}
      return address === undefined ? [] : [[settings.pages[page], `${method} ${address}`] as const]
    }),
    [t.outbound.perSecond, startsPerSecond ?? '∞'],
    [t.outbound.atOnce, concurrency ?? '∞'],
    [settings.queueLimit, queueLimit ?? '∞'],
    [settings.expire, expireAfterMs === null ? '∞' : length(expireAfterMs)],
    [settings.runLimit, length(runLimitMs)],
    [fields.window, callingWindow ? windowText(callingWindow) : t.outbound.noWindow],
    [settings.weight, weight],
    [settings.onLost, settings.lost[onLost]],
  ]
}

const windowText = ({ days, from, until, zone }: OutboundCallingWindow): string =>
  `${days.map((day) => t.outbound.fields.days[day]).join(', ')}, ${t.outbound.windowOf(from, until, zone)}`

/** Shown when asked for, or why it is not. */
function Secret({ id }: { id: number }) {
  const [shown, show] = useState<{ secret: string } | { why: string }>()
  async function ask(): Promise<void> {
    const why = (failure: unknown) => ({ why: failure instanceof Error ? failure.message : String(failure) })
    show(await client.outbound.services.signingSecret(id).catch(why))
  }
  if (shown && 'secret' in shown) return <CopyText text={shown.secret} name={t.outbound.fields.secret} />
  return (
    <>
      <button type="button" className="btn" onClick={() => void ask()}>
        {t.outbound.settings.showSecret}
      </button>
      {shown && (
        <p className="bad" role="alert">
          {t.outbound.fields.noSecret(shown.why)}
        </p>
      )}
    </>
  )
}

function DeleteDialog({ service: { id, name }, onClose }: { service: Service; onClose: () => void }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  async function remove(form: FormData): Promise<void> {
    if (form.get('name') !== name) throw new Error(t.outbound.typeName(name))
    await client.outbound.services.remove(id)
    said(t.outbound.settings.deleted(name))
    await queries.invalidateQueries({ queryKey: ['outbound-services'] })
    await navigate({ to: '/outbound' })
  }
  return (
    <FormDialog
      title={t.outbound.settings.deleteOf(name)}
      submit={t.outbound.settings.delete}
      onSubmit={remove}
      onClose={onClose}
      isDanger
    >
      <p>{t.outbound.settings.whatGoes}</p>
      <Field label={t.outbound.typeName(name)} name="name" required autoComplete="off" />
    </FormDialog>
  )
}
