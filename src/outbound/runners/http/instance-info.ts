import type { Start, StartEnd } from '../../starts/start.ts'

/** Which request of a run it is. */
export type InstanceQuestion =
  | { readonly for: 'first' | 'next' }
  | { readonly for: 'fallback'; readonly why: string }
  | { readonly for: 'final'; readonly end: StartEnd }

/** What a page is told, with the documented names. What only telephony knows stands in it empty. */
export function instanceInfo(start: Start, asking: InstanceQuestion, token: string | null, now: number): object {
  const call = 'to' in start.call ? start.call : { to: '', from: undefined }
  const seconds = start.startedAt === null ? 0 : Math.max(0, now - start.startedAt) / 1000
  return {
    application_instance_id: start.instanceId,
    token,
    log_filename: '',
    this_call: {
      call_id: start.instanceId,
      call_direction: 'out',
      call_from: call.from ?? '',
      call_to: call.to,
      call_target: call.to,
      call_divert: '',
      seconds_call_duration: Math.round(seconds * 10) / 10,
      call_state: asking.for === 'final' ? 'idle' : 'answered',
      ...(asking.for === 'final' && { call_cause: 'code' in asking.end ? 'completed' : 'failed' }),
      application_parameters: '',
    },
    is_notification: false,
    ...(asking.for === 'next' && { action_result: { result: null } }),
    ...(asking.for === 'fallback' && { error_result: { result: asking.why } }),
    ...(asking.for === 'final' && 'why' in asking.end && { error_result: { result: asking.end.why } }),
  }
}
