import { client } from '../../app/api.ts'
import { said } from '../../app/toasts.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { ServiceFields } from './service-fields.tsx'
import { settingsOf } from './service-form.ts'
import type { Service } from './service-query.ts'

/** All that can be set of a service but its pause and its pace's plan. */
export function SettingsDialog({ service, onClose }: { service: Service; onClose: () => void }) {
  const { id, name, kind, runner } = service
  const { settings, fields } = t.outbound
  async function save(form: FormData): Promise<void> {
    await client.outbound.services.patch(id, settingsOf(form))
    said(settings.saved(name))
  }
  return (
    <FormDialog title={settings.changeOf(name)} submit={t.save} onSubmit={save} onClose={onClose} isWide>
      <p>
        {fields.kinds[kind]}; {fields.runner} {settings.runners[runner]}
        <br />
        <small className="qq">{fields.kindStays}</small>
      </p>
      <ServiceFields kind={kind} runner={runner} service={service} />
    </FormDialog>
  )
}
