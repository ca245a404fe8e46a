import { CopyText } from './copy-text.tsx'

/** Nothing here yet: why that is good or how to get it, and the command that does it. */
export const Empty = ({ title, text, command }: { title?: string; text: string; command?: string }) => (
  <div className="empty">
    {title !== undefined && <b>{title}</b>}
    <p>{text}</p>
    {command !== undefined && <CopyText text={command} />}
  </div>
)
