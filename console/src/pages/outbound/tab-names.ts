export const TABS = ['waiting', 'running', 'ended', 'purges', 'workers', 'settings'] as const
export type Tab = (typeof TABS)[number]
