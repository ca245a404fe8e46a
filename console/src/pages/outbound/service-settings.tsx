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
import { t } from '../../texts/texts.ts'
import type { Service } from './service-query.ts'
import { SettingsDialog } from './settings-dialog.tsx'

/** How a service is set, what signs its requests, and its end. */
export function ServiceSettings({ service }: { service: Service }) {
  const may = useMay()
  const [asked, setAsked] = useState<'change' | 'delete'>()
  const [secret, setSecret] = useState<string>()
  const { settings } = t.outbound
  const { id, expireAfterMs, runLimitMs, queueLimit, weight, onLost, runner } = service
  const rows = [
    [settings.runner, settings.runners[runner]],
    [settings.queueLimit, queueLimit ?? '∞'],
    [settings.expire, expireAfterMs === null ? '∞' : length(expireAfterMs)],
    [settings.runLimit, length(runLimitMs)],
    [settings.weight, weight],
    [settings.onLost, settings.lost[onLost]],
  ] as const
  const close = () => setAsked(undefined)
  return (
    <>
      <dl className="kv">
        {rows.map(([term, value]) => (
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
          <button
            type="button"
            className="btn"
            onClick={() => void client.outbound.services.signingSecret(id).then((answer) => setSecret(answer.secret))}
          >
            {settings.showSecret}
          </button>
          <button type="button" className="btn" onClick={() => setAsked('delete')}>
            {settings.delete}
          </button>
        </div>
      )}
      {secret !== undefined && <CopyText text={secret} />}
      {asked === 'change' && <SettingsDialog service={service} onClose={close} />}
      {asked === 'delete' && <DeleteDialog service={service} onClose={close} />}
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
