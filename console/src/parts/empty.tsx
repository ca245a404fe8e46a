import { CopyText } from './copy-text.tsx'

/** Nothing here yet: why that is good or how to get it, and the command that does it. */
export const Empty = ({ text, command }: { text: string; command?: string }) => (
  <div className="empty">
    <p>{text}</p>
    {command !== undefined && <CopyText text={command} />}
  </div>
)
