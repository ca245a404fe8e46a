import type { Lane } from '@provisor/client'
import { client } from '../../app/api.ts'
import { act } from '../../app/toasts.tsx'
import { t } from '../../texts/texts.ts'
import { isResting } from './lane-state.tsx'

export const nameOf = ({ serverName, name }: Pick<Lane, 'serverName' | 'name'>): string => serverName ?? name

/** Undefined for the lane of a module without servers, which has no maintenance. */
export function serverOf({ name }: Pick<Lane, 'name'>): number | undefined {
  const id = Number(/^server:(\d+)$/.exec(name)?.[1])
  return Number.isInteger(id) ? id : undefined
}

/** Each has its way back, so each is done at once. */
export function toggleMaintenance(lane: Lane): void {
  const serverId = serverOf(lane)
  if (serverId === undefined) return
  const isOn = isResting(lane)
  const rest = (on: boolean) => () => client.lanes.maintenance(serverId, on)
  void act(rest(!isOn), isOn ? t.lanes.goesOn(nameOf(lane)) : t.lanes.rests(nameOf(lane)), rest(isOn))
}

export function goOn(lane: Lane): void {
  const why = lane.holds.find(({ reason }) => reason === 'by-hand')?.why ?? ''
  void act(
    () => client.lanes.resume(lane.name),
    t.lanes.goesOn(nameOf(lane)),
    () => client.lanes.pause(lane.name, { why }),
  )
}

export const probe = (lane: Lane): void => void act(() => client.lanes.probe(lane.name), t.lanes.isProbed(nameOf(lane)))
