/** Whether a value could be the id of a bank's task: one path segment of plain characters. */
export function isTaskId(value: string): boolean {
  return /^[A-Za-z0-9][\w.~-]{0,127}$/.test(value)
}

/** Whether an address names such a task, or none. */
export function isTaskOrNone(task: string | readonly string[] | undefined): boolean {
  return task === undefined || (typeof task === 'string' && isTaskId(task))
}
