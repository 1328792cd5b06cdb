/** A table that is asked with words from outside. It has no prototype: "constructor" and "toString" are no entries of it. */
export function wordTable<T>(entries: Readonly<Record<string, T>>): Record<string, T> {
  return Object.assign(Object.create(null) as Record<string, T>, entries)
}
