import { t } from '../texts/texts.ts'
import { count, moment } from './format.ts'
import { ListTable } from './list-table.tsx'
import { aligned, type PlotLine } from './plot-data.ts'

const ROWS = 30

/** The numbers of a plot, the latest first. */
export function PlotTable({
  title,
  lines,
  format,
}: {
  title: string
  lines: readonly PlotLine[]
  format: (value: number) => string
}) {
  const [instants, ...values] = aligned(lines)
  const rows = instants.map((at, index) => ({ at, cells: values.map((line) => line[index]) })).reverse()
  return (
    <section aria-label={title}>
      <ListTable columns={[{ word: t.plot.time }, ...lines.map(({ name }) => ({ word: name, isNumber: true }))]}>
        {rows.slice(0, ROWS).map(({ at, cells }) => (
          <tr key={at}>
            <td>{moment(new Date(at).toISOString())}</td>
            {cells.map((value, index) => (
              <td key={lines[index]!.name} className="n">
                {value == null ? '' : format(value)}
              </td>
            ))}
          </tr>
        ))}
      </ListTable>
      {rows.length > ROWS && <p className="s qq">{t.plot.earlier(count(rows.length - ROWS))}</p>}
    </section>
  )
}
