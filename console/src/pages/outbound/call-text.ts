import type { OutboundCall } from '@provisor/client'

/** What a start is for, in a few words. */
export const callText = (call: OutboundCall): string => ('to' in call ? call.to : call.parameters).slice(0, 80)
