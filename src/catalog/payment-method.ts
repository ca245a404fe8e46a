/** Known by its module, such as `banktransfer`. One that is not active keeps its name for what was sold with it. */
export type PaymentMethod = { module: string; displayName: string; active: boolean; position: number }
