/**
 * Puts a value at the end of a map that holds so many at most: the first goes when there is one too many.
 * Where whatever is used is put there again, that is the one that nobody has used for longest.
 */
export function keepLast<K, V>(kept: Map<K, V>, key: K, value: V, most: number): V {
  kept.delete(key)
  kept.set(key, value)
  const { value: first } = kept.keys().next()
  if (kept.size > most && first !== undefined) kept.delete(first)
  return value
}
