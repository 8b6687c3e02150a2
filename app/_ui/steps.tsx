const steps = [
  {
    title: 'You sign in there',
    text: 'Your password stays with the sign-in service. Foyer never sees it.',
  },
  {
    title: 'You agree to what Foyer may see',
    text: 'The list is shown to you first, and you can say no.',
  },
  {
    title: 'You choose an institution',
    text: 'Each one is entered on its own, and sees nothing of the others.',
  },
]

/** What a person may expect after the button. */
export function Steps() {
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">What happens next</h2>
      <ol className="mt-4">
        {steps.map(({ title, text }, index) => (
          <li key={title} className="flex gap-4 border-line border-t py-4">
            <span aria-hidden="true" className="w-4 shrink-0 font-strong text-accent tabular-nums">
              {index + 1}
            </span>
            <div>
              <p className="font-strong">{title}</p>
              <p className="text-ink-soft">{text}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
