import type { MailTemplate } from '@provisor/client'
import { ProvisorError } from '@provisor/client'
import { useRef, useState } from 'react'
import { client } from '../../../app/api.ts'
import { said } from '../../../app/toasts.tsx'
import { Field, TextField } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { t } from '../../../texts/told-texts.ts'
import type { TemplateName } from './templates.tsx'

type Preview = Awaited<ReturnType<typeof client.mailTemplates.preview>>

/** One's own words instead of those that are built in, with an example of the mail before anything is saved. */
export function TemplateDialog({ template, onClose }: { template: MailTemplate; onClose: () => void }) {
  const { name, subject, plain, html, placeholders } = template
  const word = name as TemplateName
  const [preview, setPreview] = useState<Preview | string>()
  const fields = useRef<HTMLDivElement>(null)

  const given = (form: FormData) => ({
    subject: String(form.get('subject') ?? ''),
    plain: String(form.get('plain') ?? ''),
    html: String(form.get('html') ?? ''),
  })
  async function show(): Promise<void> {
    const form = fields.current?.closest('form')
    if (!form) return
    setPreview(
      await client.mailTemplates
        .preview(word, given(new FormData(form)))
        .catch((failure: unknown) => (failure instanceof ProvisorError ? failure.message : String(failure))),
    )
  }
  return (
    <FormDialog
      title={t.mail.templateNames[name] ?? name}
      submit={t.save}
      isWide
      onSubmit={async (form) => {
        await client.mailTemplates.update(word, given(form))
        said(t.mail.templateChanged)
      }}
      onClose={onClose}
    >
      <div className="form" ref={fields}>
        <p className="s q">
          {t.mail.placeholders} <span className="mono">{placeholders.map((one) => `{{${one}}}`).join(' ')}</span>
        </p>
        <Field name="subject" label={t.mail.subject} defaultValue={subject} maxLength={200} required />
        <TextField name="plain" label={t.mail.plain} defaultValue={plain} rows={8} maxLength={50_000} required />
        <TextField name="html" label="HTML" defaultValue={html} rows={8} maxLength={50_000} required />
        <button type="button" className="btn" onClick={() => void show()}>
          {t.mail.preview}
        </button>
        {typeof preview === 'string' && <p className="failure">{preview}</p>}
        {typeof preview === 'object' && (
          <section aria-label={t.mail.preview}>
            <p className="bb">{preview.subject}</p>
            <pre className="words">{preview.plain}</pre>
          </section>
        )}
      </div>
    </FormDialog>
  )
}
