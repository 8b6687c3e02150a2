/** A request that ends here, with a page. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly status: number
  readonly page: string

  constructor(status: number, page: string) {
    super(`${status}`)
    this.status = status
    this.page = page
  }
}
