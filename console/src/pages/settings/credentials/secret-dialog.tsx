import type { NewCredential } from '@provisor/client'
import { OnceDialog, OnceValues } from '../../../parts/once-dialog.tsx'
import { t } from '../../../texts/access-texts.ts'

export const SecretDialog = ({ made, onClose }: { made: NewCredential; onClose: () => void }) => (
  <OnceDialog title={t.credentials.secretOf(made.credential.name)} sentence={t.credentials.once} onClose={onClose}>
    <OnceValues
      values={[
        [t.credentials.token, made.token],
        [t.credentials.identifier, made.credential.identifier],
        [t.credentials.secret, made.secret],
      ]}
    />
  </OnceDialog>
)
