/** Whether a value could be the id of a bank's task: one path segment of plain characters. */
export function isTaskId(value: string): boolean {
  return /^[A-Za-z0-9][\w.~-]{0,127}$/.test(value)
}
