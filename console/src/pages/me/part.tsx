import type { ReactNode } from 'react'

/** A part of the account: what it is for at the left, what is so at the right. */
export const Part = ({
  title,
  about,
  action,
  children,
}: {
  title: string
  about: string
  action?: ReactNode
  children?: ReactNode
}) => (
  <section className="part">
    <div>
      <h2>{title}</h2>
      <p className="s qq">{about}</p>
    </div>
    <div className="inner">
      {children}
      {action}
    </div>
  </section>
)
