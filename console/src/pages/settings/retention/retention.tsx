import { usePlace } from '../../../app/place.ts'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { t } from '../../../texts/settings-texts.ts'

const COLUMNS = [{ word: t.retention.what }, { word: t.retention.unset }, { word: t.retention.flag, isWide: true }]

/** The flags of `provisor serve` that say what stays for how long; a server tells nobody which of them it was started with. */
const FLAGS = [
  'keep-events-days',
  'keep-settled-days',
  'keep-traces-days',
  'keep-finished-days',
  'keep-purges-days',
  'keep-deliveries-days',
  'keep-mails-days',
  'keep-statistics-hours',
  'keep-statistics-days',
  'keep-statistics-months',
] as const

export function Retention() {
  usePlace(t.titles.retention)
  return (
    <Page title={t.titles.retention} sentence={t.retention.sentence}>
      <ListTable columns={COLUMNS}>
        {FLAGS.map((flag) => (
          <tr key={flag}>
            <td>
              {t.retention.of[flag][0]}
              <code className="mono qq s only-phone">--{flag}</code>
            </td>
            <td>{t.retention.of[flag][1]}</td>
            <td className="mono q">--{flag}</td>
          </tr>
        ))}
      </ListTable>
    </Page>
  )
}
