import type { ProjectSettings } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { Check, Field } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/told-texts.ts'
import { changeSettings, projectSettingsQuery } from './project-settings.ts'
import { StaffRates } from './staff-rates.tsx'

const COLUMNS = [{ word: t.rates.type }, { word: t.rates.rate, isNumber: true }]

/** What an hour costs: of the installation, by the type of the time, and by who worked. */
export function Rates() {
  usePlace(t.titles.rates)
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const settings = useQuery(projectSettingsQuery)
  return (
    <Page
      title={t.titles.rates}
      sentence={t.rates.sentence}
      actions={
        may('projects.all') &&
        settings.data && (
          <button type="button" className="btn" onClick={() => setAsking(true)}>
            {t.webhooks.change}…
          </button>
        )
      }
    >
      <Read query={settings}>
        {(shown) => (
          <>
            <dl className="facts wide">
              <div>
                <dt>{t.rates.hourly}</dt>
                <dd>{shown['billing.hourly_rate']}</dd>
              </div>
              <div>
                <dt>{t.rates.rounding}</dt>
                <dd>{t.rates.rounded(shown['billing.round_elapsed'])}</dd>
              </div>
              <div>
                <dt>{t.rates.billable}</dt>
                <dd>{shown['billing.default_billable_status'] ? t.rates.yes : t.rates.no}</dd>
              </div>
            </dl>
            <section className="sec" aria-label={t.rates.types}>
              <header>
                <h2>{t.rates.types}</h2>
              </header>
              <ListTable columns={COLUMNS}>
                {shown['timelog.timelog_type'].map((type) => (
                  <tr key={type}>
                    <td>{type}</td>
                    <td className="n mono">{shown['timelog.type_rates'][type] || '—'}</td>
                  </tr>
                ))}
              </ListTable>
            </section>
            {asking && <RatesDialog settings={shown} onClose={() => setAsking(false)} />}
          </>
        )}
      </Read>
      <StaffRates />
    </Page>
  )
}

function RatesDialog({ settings, onClose }: { settings: ProjectSettings; onClose: () => void }) {
  const types = settings['timelog.timelog_type']
  return (
    <FormDialog
      title={t.titles.rates}
      submit={t.save}
      onSubmit={(form) => {
        const text = (name: string) => String(form.get(name) ?? '').trim()
        const given = types.map((type, index) => [type, text(`type-${index}`)] as const)
        return changeSettings(settings, {
          'billing.hourly_rate': text('hourly'),
          'billing.round_elapsed': Number(text('round')),
          'billing.default_billable_status': form.has('billable'),
          'timelog.type_rates': {
            ...settings['timelog.type_rates'],
            ...Object.fromEntries(given),
          },
        })
      }}
      onClose={onClose}
    >
      <Field name="hourly" label={t.rates.hourly} defaultValue={settings['billing.hourly_rate']} required />
      <Field
        name="round"
        label={t.rates.rounding}
        hint={t.rates.roundingHint}
        type="number"
        min={-1440}
        max={1440}
        defaultValue={settings['billing.round_elapsed']}
        required
      />
      <Check name="billable" label={t.rates.billable} defaultChecked={settings['billing.default_billable_status']} />
      {types.map((type, index) => (
        <Field
          key={type}
          name={`type-${index}`}
          label={type}
          {...(index === 0 && { hint: t.rates.rateHint })}
          defaultValue={settings['timelog.type_rates'][type] ?? ''}
        />
      ))}
    </FormDialog>
  )
}
