import { ProvisorError } from '@provisor/client'
import type { ReactNode } from 'react'
import { t } from '../texts/texts.ts'

/** Of one answer, or of several pages. */
type Query<T> = {
  readonly data: T | undefined
  readonly error: Error | null
  readonly refetch: () => Promise<unknown>
}

/** What was read, once it is there; else why not and the way on. What is there stays while it is read anew. */
export function Read<T>({ query, children }: { query: Query<T>; children: (data: T) => ReactNode }) {
  const { data, error, refetch } = query
  if (data !== undefined) return children(data)
  if (error instanceof ProvisorError && error.code === 'permission_refused')
    return (
      <p className="quiet">
        <b>{t.forbidden}.</b> {t.forbiddenNeeds(String(error.facts.permission))}
      </p>
    )
  if (error)
    return (
      <p className="quiet" role="alert">
        {t.failed(error.message)}{' '}
        <button type="button" className="btn sm" onClick={() => void refetch()}>
          {t.tryAgain}
        </button>
      </p>
    )
  return <p className="quiet" aria-busy="true" />
}
