import type { RecordRow } from '../access/store.ts'

/** Guests who write from there open no tickets. */
export type BlockedSender = RecordRow & { email: string }
