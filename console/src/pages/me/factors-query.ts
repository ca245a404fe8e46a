import { queryOptions } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { queries } from '../../app/live.ts'
import { meQuery } from '../../app/session.ts'

export const factorsQuery = queryOptions({
  queryKey: ['my-factors'],
  queryFn: ({ signal }) => client.me.secondFactors({ signal }),
})

/** Also who one is: whoever had to set one up has the rest of the console now. */
export const refreshFactors = (): Promise<unknown> =>
  Promise.all([factorsQuery, meQuery].map(({ queryKey }) => queries.invalidateQueries({ queryKey })))
