import { copyText } from '../../app/copy.ts'
import { OnceDialog } from '../../parts/once-dialog.tsx'
import { t } from '../../texts/me-texts.ts'

export const RecoveryDialog = ({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) => (
  <OnceDialog title={t.me.recovery} sentence={t.me.recoveryMeans} onClose={onClose}>
    <ul className="codes">
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <p>
      <button type="button" className="btn" onClick={() => copyText(codes.join('\n'))}>
        {t.me.copyAll}
      </button>
    </p>
  </OnceDialog>
)
