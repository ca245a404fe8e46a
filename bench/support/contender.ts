/** What a job carries in every bench. */
export const payloadOf = (n: number) => ({ to: '441908273800', from: '441908273801', token: `abc${n}` })

/** A queue under test, in the fastest way it documents. Its queues are made when they are first named. */
export interface Contender {
  readonly name: string
  /** Its version, and how it keeps what it acknowledged; read back from the running thing. */
  readonly about: string
  /** What it has acknowledged is on disk. */
  readonly synced: boolean
  enqueue(queue: string, n: number): Promise<unknown>
  /** All at once, in one call. */
  enqueueMany(queue: string, numbers: readonly number[]): Promise<unknown>
  /** Claims and ends all that waits in the queue: so many jobs, whose handlers do nothing. */
  workOff(queue: string, jobs: number): Promise<void>
  /** Takes back all that waits; answers how many jobs it was told the names of. */
  purge(queue: string): Promise<number>
  /** How many wait in each of these queues, exactly and now; answers their sum. */
  waiting(queues: readonly string[]): Promise<number>
  close(): Promise<void>
}
