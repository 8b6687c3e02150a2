import { FlowError } from './errors.ts'

/**
 * A value from elsewhere as one segment of an API's path. Encoding alone does not do: `.` and `..` stay
 * as they are, and would lead to another resource.
 *
 * @throws {FlowError} `api-unavailable`
 */
export function pathSegment(value: string): string {
  if (value === '' || value === '.' || value === '..' || value.length > 255) {
    throw new FlowError('api-unavailable', 'a value that cannot stand in the path of the API')
  }
  return encodeURIComponent(value)
}
