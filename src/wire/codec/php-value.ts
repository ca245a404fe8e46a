/**
 * What PHP can say in a request. PHP's arrays become a `Map`, so that a key such as `__proto__` is only a key;
 * the integer key 1 and the text key '1' are one key, as in PHP.
 */
export type PhpValue = string | number | boolean | null | PhpMap
export type PhpMap = Map<string, PhpValue>

/** A request parameter: text, or a map of further ones. */
export type Param = string | ParamMap
export type ParamMap = Map<string, Param>

/** The values in the order they were sent, whatever the keys; text is a list of one, nothing is an empty list. */
export function valuesOf(param: Param | undefined): Param[] {
  if (param === undefined) return []
  return typeof param === 'string' ? [param] : [...param.values()]
}

/** The text under this key, or undefined when there is none or it is a map. */
export function textAt(params: ParamMap, key: string): string | undefined {
  const value = params.get(key)
  return typeof value === 'string' ? value : undefined
}
