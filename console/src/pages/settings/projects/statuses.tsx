import type { ProjectSettings } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { TextField } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/told-texts.ts'
import { changeSettings, projectSettingsQuery } from './project-settings.ts'

const LISTS = [
  'project.project_status',
  'project.project_type',
  'action.action_status',
  'action.action_type',
  'timelog.timelog_type',
] as const
type List = (typeof LISTS)[number]

const COLUMNS = [{ word: t.statuses.list }, { word: t.statuses.words }, { word: t.lanes.actions, isQuiet: true }]

/** The words that projects, their actions and their time may have. */
export function Statuses() {
  usePlace(t.titles.statuses)
  const may = useMay()
  const [asking, setAsking] = useState<List>()
  const settings = useQuery(projectSettingsQuery)
  return (
    <Page title={t.titles.statuses} sentence={t.statuses.sentence}>
      <Read query={settings}>
        {(shown) => (
          <>
            <ListTable columns={COLUMNS}>
              {LISTS.map((list) => (
                <tr key={list}>
                  <td className="b">{t.statuses.of[list]}</td>
                  <td>{shown[list].join(', ')}</td>
                  <td className="n">
                    {may('projects.all') && (
                      <button
                        type="button"
                        className="btn sm"
                        aria-label={`${t.statuses.of[list]}: ${t.webhooks.change}…`}
                        onClick={() => setAsking(list)}
                      >
                        {t.webhooks.change}…
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </ListTable>
            {asking && <WordsDialog list={asking} settings={shown} onClose={() => setAsking(undefined)} />}
          </>
        )}
      </Read>
    </Page>
  )
}

const WordsDialog = ({ list, settings, onClose }: { list: List; settings: ProjectSettings; onClose: () => void }) => (
  <FormDialog
    title={t.statuses.of[list]}
    submit={t.save}
    onSubmit={(form) => {
      const lines = String(form.get('words') ?? '').split('\n')
      return changeSettings(settings, { [list]: lines.map((line) => line.trim()).filter(Boolean) })
    }}
    onClose={onClose}
  >
    <TextField
      name="words"
      label={t.statuses.words}
      hint={t.statuses.hint}
      rows={10}
      defaultValue={settings[list].join('\n')}
    />
  </FormDialog>
)
