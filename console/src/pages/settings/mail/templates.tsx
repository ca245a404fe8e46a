import type { MailTemplate } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { act } from '../../../app/toasts.tsx'
import { moment } from '../../../parts/format.ts'
import { ListTable } from '../../../parts/list-table.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/told-texts.ts'
import { TemplateDialog } from './template-dialog.tsx'

export type TemplateName = Parameters<typeof client.mailTemplates.get>[0]

const COLUMNS = [
  { word: t.mail.template },
  { word: t.mail.subject, isWide: true },
  { word: t.lanes.state },
  { word: t.lanes.actions, isQuiet: true },
]

/** What each kind of mail is made of: built in, or one's own instead. */
export function Templates() {
  const [asking, setAsking] = useState<MailTemplate>()
  const templates = useQuery({
    queryKey: ['mail-templates'],
    queryFn: ({ signal }) => client.mailTemplates.list({ signal }),
  })
  return (
    <section className="sec" aria-label={t.mail.templates}>
      <header>
        <h2>{t.mail.templates}</h2>
      </header>
      <Read query={templates}>
        {({ items }) => (
          <ListTable columns={COLUMNS}>
            {items.map((template) => (
              <Row key={template.name} template={template} onChange={() => setAsking(template)} />
            ))}
          </ListTable>
        )}
      </Read>
      {asking && <TemplateDialog template={asking} onClose={() => setAsking(undefined)} />}
    </section>
  )
}

function Row({ template, onChange }: { template: MailTemplate; onChange: () => void }) {
  const { name, subject, plain, html, changed, updatedAt } = template
  const may = useMay()
  const { delete: reset, update } = client.mailTemplates
  const word = name as TemplateName
  return (
    <tr>
      <td className="b">{t.mail.templateNames[name] ?? name}</td>
      <td className="mono q">{subject}</td>
      <td>{changed && updatedAt ? t.mail.ownSince(moment(updatedAt)) : t.mail.builtIn}</td>
      <td className="n">
        {may('system.write') && (
          <span className="actions">
            <button type="button" className="btn sm" onClick={onChange}>
              {t.webhooks.change}…
            </button>
            {changed && (
              <button
                type="button"
                className="btn sm"
                onClick={() =>
                  void act(
                    () => reset(word),
                    t.mail.isBuiltIn,
                    () => update(word, { subject, plain, html }),
                  )
                }
              >
                {t.mail.reset}
              </button>
            )}
          </span>
        )}
      </td>
    </tr>
  )
}
