/** What is missing, or not as it should be; with what to do about it. */
export type CheckFinding = { message: string; hint: string }
