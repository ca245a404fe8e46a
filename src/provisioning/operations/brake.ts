import type { ProvisioningTools, ProvisioningTx } from '../parts.ts'

/** The cause of what waits for an approval. */
export const BRAKE = 'brake'
export const APPROVE = 'If they are meant, approve them: retry the group with approval.'
/** How far back it counts. */
export const BRAKE_MS = 3_600_000

/** The server's row is locked, so that attempts that begin at once do not all see the last free place. */
export async function isBraked(tx: ProvisioningTx, { policy }: ProvisioningTools, serverId: number): Promise<boolean> {
  if (policy.harmPerHour === null) return false
  await tx.catalog.servers.lock(serverId)
  return (await tx.operations.countHarm(serverId, tx.at - BRAKE_MS)) >= policy.harmPerHour
}

/** The same for who is about to ask for one more: what was asked for and has not begun counts as well. */
export async function wouldBrake(
  tx: ProvisioningTx,
  { policy }: ProvisioningTools,
  serverId: number | null,
): Promise<boolean> {
  if (policy.harmPerHour === null || serverId === null) return false
  await tx.catalog.servers.lock(serverId)
  const begun = await tx.operations.countHarm(serverId, tx.at - BRAKE_MS)
  return begun + (await tx.operations.countHarmAsked(serverId)) >= policy.harmPerHour
}
