import type { NewCredential } from '@provisor/client'
import { CopyText } from '../../../parts/copy-text.tsx'
import { OnceDialog } from '../../../parts/once-dialog.tsx'
import { t } from '../../../texts/settings-texts.ts'

export const SecretDialog = ({ made, onClose }: { made: NewCredential; onClose: () => void }) => (
  <OnceDialog title={t.credentials.secretOf(made.credential.name)} sentence={t.credentials.once} onClose={onClose}>
    <dl className="once">
      {(
        [
          [t.credentials.token, made.token],
          [t.credentials.identifier, made.credential.identifier],
          [t.credentials.secret, made.secret],
        ] as const
      ).map(([word, value]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>
            <CopyText text={value} name={word} />
          </dd>
        </div>
      ))}
    </dl>
  </OnceDialog>
)
