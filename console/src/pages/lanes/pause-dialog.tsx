import type { Lane } from '@provisor/client'
import { client } from '../../app/api.ts'
import { said } from '../../app/toasts.tsx'
import { Field } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { t } from '../../texts/operate-texts.ts'
import { nameOf } from './lane-verbs.ts'

/** Asks why, for who finds the lane standing. */
export const PauseDialog = ({ lane, onClose }: { lane: Lane; onClose: () => void }) => (
  <FormDialog
    title={t.lanes.pauseOf(nameOf(lane))}
    submit={t.lanes.pause}
    onClose={onClose}
    onSubmit={async (form) => {
      await client.lanes.pause(lane.name, { why: String(form.get('why')) })
      said(t.lanes.isPaused(nameOf(lane)), () => client.lanes.resume(lane.name))
    }}
  >
    <Field label={t.lanes.why} hint={t.lanes.whyHint} name="why" autoComplete="off" />
  </FormDialog>
)
