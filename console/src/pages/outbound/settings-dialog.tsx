import type { OutboundPage } from '@provisor/client'
import { client } from '../../app/api.ts'
import { said } from '../../app/toasts.tsx'
import { Check, Field, Select } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { t } from '../../texts/texts.ts'
import type { Service } from './service-query.ts'

const PAGES = ['firstPage', 'fallbackPage', 'finalPage'] as const

/** All that can be set of a service but its pause, its calling window and its pace's plan. */
export function SettingsDialog({ service, onClose }: { service: Service; onClose: () => void }) {
  const { id, name, expireAfterMs, runLimitMs } = service
  const { settings } = t.outbound
  async function save(form: FormData): Promise<void> {
    const text = (field: string): string => String(form.get(field) ?? '').trim()
    const limit = (field: string): number | null => (text(field) === '' ? null : Number(text(field)))
    const page = (field: string): OutboundPage | null =>
      text(field) === '' ? null : { address: text(field), method: text(`${field}Method`) === 'GET' ? 'GET' : 'POST' }
    const expires = limit('expire')
    await client.outbound.services.patch(id, {
      applicationName: text('applicationName') || null,
      firstPage: page('firstPage'),
      fallbackPage: page('fallbackPage'),
      finalPage: page('finalPage'),
      startsPerSecond: limit('startsPerSecond'),
      concurrency: limit('concurrency'),
      queueLimit: limit('queueLimit'),
      expireAfterMs: expires === null ? null : expires * 1000,
      runLimitMs: Number(text('runLimit')) * 1000,
      weight: Number(text('weight')),
      onLost: text('onLost') === 'repeat' ? 'repeat' : 'fail',
      enabled: form.has('enabled'),
      ...(text('password') !== '' && { password: text('password') }),
    })
    said(settings.saved(name))
  }
  return (
    <FormDialog title={settings.changeOf(name)} submit={t.save} onSubmit={save} onClose={onClose} isWide>
      <Field
        label={t.outbound.perSecond}
        name="startsPerSecond"
        inputMode="decimal"
        hint={t.outbound.emptyIsNoLimit}
        defaultValue={service.startsPerSecond ?? ''}
      />
      <Field
        label={t.outbound.atOnce}
        name="concurrency"
        inputMode="numeric"
        hint={t.outbound.emptyIsNoLimit}
        defaultValue={service.concurrency ?? ''}
      />
      <Field
        label={settings.queueLimit}
        name="queueLimit"
        inputMode="numeric"
        hint={t.outbound.emptyIsNoLimit}
        defaultValue={service.queueLimit ?? ''}
      />
      <Field
        label={settings.expireSeconds}
        name="expire"
        inputMode="numeric"
        hint={t.outbound.emptyIsNoLimit}
        defaultValue={expireAfterMs === null ? '' : expireAfterMs / 1000}
      />
      <Field
        label={settings.runLimitSeconds}
        name="runLimit"
        inputMode="numeric"
        required
        defaultValue={runLimitMs / 1000}
      />
      <Field label={settings.weight} name="weight" inputMode="numeric" required defaultValue={service.weight} />
      <Select
        label={settings.onLost}
        name="onLost"
        defaultValue={service.onLost}
        options={[
          ['fail', settings.lost.fail],
          ['repeat', settings.lost.repeat],
        ]}
      />
      {service.kind === 'uas' ? (
        <Field label={settings.applicationName} name="applicationName" defaultValue={service.applicationName ?? ''} />
      ) : (
        PAGES.map((field) => (
          <div className="page-of" key={field}>
            <Field label={settings.pages[field]} name={field} type="url" defaultValue={service[field]?.address ?? ''} />
            <Select
              label={settings.method}
              name={`${field}Method`}
              defaultValue={service[field]?.method ?? 'POST'}
              options={[
                ['POST', 'POST'],
                ['GET', 'GET'],
              ]}
            />
          </div>
        ))
      )}
      <Field
        label={settings.password}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={settings.passwordStays}
      />
      <Check label={settings.enabled} name="enabled" defaultChecked={service.enabled} />
    </FormDialog>
  )
}
