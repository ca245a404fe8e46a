/**
 * Repeats a step, which says how many rows it took, while it takes `most`: between two steps others get their turn. A step
 * that has begun is ended; none begins once `stopping` says so.
 */
export async function inSteps(
  most: number,
  step: () => Promise<number>,
  stopping: () => boolean = () => false,
): Promise<void> {
  while (!stopping() && (await step()) === most) await new Promise(setImmediate)
}
