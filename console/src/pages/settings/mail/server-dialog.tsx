import type { MailSettings } from '@provisor/client'
import { client } from '../../../app/api.ts'
import { said } from '../../../app/toasts.tsx'
import { Check, Field, Select } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { t } from '../../../texts/told-texts.ts'

/** A password that was left empty stays; it is told to nobody. */
export function ServerDialog({ settings, onClose }: { settings: MailSettings; onClose: () => void }) {
  async function submit(form: FormData): Promise<void> {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const password = String(form.get('password') ?? '')
    await client.mailSettings.update({
      host: text('host'),
      port: Number(text('port')),
      encryption: text('encryption') as MailSettings['encryption'],
      username: text('username'),
      fromName: text('fromName'),
      fromAddress: text('fromAddress'),
      publicUrl: text('publicUrl'),
      perMinute: Number(text('perMinute')),
      ...(form.has('noPassword') ? { password: null } : password !== '' && { password }),
    })
    said(t.mail.changed)
  }
  const { host, port, encryption, username, hasPassword, fromName, fromAddress, publicUrl, perMinute } = settings
  return (
    <FormDialog title={t.mail.server} submit={t.save} onSubmit={submit} onClose={onClose}>
      <Field name="host" label={t.mail.host} hint={t.mail.hostHint} defaultValue={host} maxLength={253} />
      <Field name="port" label={t.mail.port} type="number" min={1} max={65_535} defaultValue={port} required />
      <Select
        name="encryption"
        label={t.mail.encryption}
        defaultValue={encryption}
        options={(['starttls', 'tls', 'none'] as const).map((one) => [one, t.mail.encryptions[one]])}
      />
      <Field name="username" label={t.mail.username} defaultValue={username} maxLength={255} autoComplete="off" />
      <Field
        name="password"
        label={t.mail.password}
        {...(hasPassword && { hint: t.mail.passwordStays })}
        type="password"
        maxLength={1024}
        autoComplete="new-password"
      />
      {hasPassword && <Check name="noPassword" label={t.mail.takeAway} />}
      <Field name="fromName" label={t.mail.fromName} defaultValue={fromName} maxLength={100} />
      <Field name="fromAddress" label={t.mail.from} type="email" defaultValue={fromAddress} maxLength={254} />
      <Field name="publicUrl" label={t.mail.links} hint={t.mail.linksHint} defaultValue={publicUrl} maxLength={255} />
      <Field name="perMinute" label={t.mail.most} type="number" min={1} max={6000} defaultValue={perMinute} required />
    </FormDialog>
  )
}
