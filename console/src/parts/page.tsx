import type { ReactNode } from 'react'

/** A page: what it is, what is so in a sentence, what can be done with all of it, and then the evidence. */
export const Page = ({
  title,
  sentence,
  actions,
  children,
}: {
  title: ReactNode
  sentence?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) => (
  <div className="page">
    <div className="head">
      <div>
        <h1>{title}</h1>
        {sentence !== undefined && <p>{sentence}</p>}
      </div>
      {actions !== undefined && <div className="acts">{actions}</div>}
    </div>
    {children}
  </div>
)
