export function Footer() {
  return (
    <footer className="order-1 mt-auto border-line border-t">
      <p className="mx-auto max-w-page px-4 py-6 text-ink-soft text-small sm:px-6">
        Foyer is an unofficial reference app. It is not affiliated with, endorsed by or connected to
        Jack Henry &amp; Associates.
      </p>
    </footer>
  )
}
