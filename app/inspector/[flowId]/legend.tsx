/** Two ways a message can go, told apart by their stroke and ground as well as their colour. */
export function Legend() {
  return (
    <p aria-hidden="true" className="mb-3 flex flex-wrap gap-x-6 gap-y-1 text-small">
      <span className="flex items-center gap-2 py-1">
        <span className="w-8 border-front-channel border-t-2" />
        Front channel: through the browser
      </span>
      <span className="flex items-center gap-2 bg-hidden px-2 py-1">
        <span className="w-8 border-back-channel border-t-2 border-dashed" />
        Back channel: between servers, out of its sight
      </span>
    </p>
  )
}
