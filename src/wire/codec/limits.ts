/** What one request may hold. More is refused, never cut off: half a request would be carried out as a whole one. */
export const maxParameters = 1000
/** Levels of maps inside one parameter: `a[1][2][3][4][5]` is the deepest name. */
export const maxDepth = 5
/** UTF-16 units of a decoded name, brackets included. */
export const maxNameLength = 256
/** Characters of one base64 text that holds a serialised map. */
export const maxSerialisedLength = 1024 * 1024
