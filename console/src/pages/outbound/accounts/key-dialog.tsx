import type { OutboundAccount, OutboundApiKey } from '@provisor/client'
import { OnceDialog, OnceValues } from '../../../parts/once-dialog.tsx'
import { t } from '../../../texts/outbound-texts.ts'
import { nameOf } from './accounts-query.ts'

const { accounts: words } = t.outbound
export type NewKey = { account: OutboundAccount; apiKey: OutboundApiKey; key: string }

/** What a program signs in with. */
export const KeyDialog = ({ made: { account, apiKey, key }, onClose }: { made: NewKey; onClose: () => void }) => (
  <OnceDialog
    title={words.keyOf(nameOf(account))}
    sentence={apiKey.readOnly ? words.onceRead : words.once}
    onClose={onClose}
  >
    <OnceValues
      values={[
        [words.signsInAs, nameOf(account)],
        [words.key, key],
      ]}
    />
  </OnceDialog>
)
