'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef } from 'react'
import { FieldFault, faultOf } from '#app/_ui/field.tsx'
import { longestQuery, type PickerPath, pickerAddress } from './picker-search.ts'

/** How long somebody who types has to pause before the list follows. */
const pauseMs = 250

/**
 * Searches by the address, as somebody types; without scripts, when they press the button.
 *
 * It stands outside of the list, which may be late and come anew: what is being typed stays.
 */
export function InstitutionSearch({ path, typed, faults }: InstitutionSearchProps) {
  const router = useRouter()
  const field = useRef<HTMLInputElement>(null)
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => () => clearTimeout(pause.current), [])
  // The address may change by a link, or by going back; whoever is typing is ahead of it.
  useEffect(() => {
    if (field.current && field.current !== document.activeElement) field.current.value = typed
  }, [typed])

  function search() {
    clearTimeout(pause.current)
    const query = field.current?.value.trim() ?? ''
    router.replace(pickerAddress(path, { query }), { scroll: false })
  }

  function searchSoon() {
    clearTimeout(pause.current)
    pause.current = setTimeout(search, pauseMs)
  }

  function searchNow(event: FormEvent) {
    event.preventDefault()
    search()
  }

  // Few need to search for one of few: the list says when there are many.
  const isInUse = typed !== '' || Object.keys(faults).length > 0
  const unlessMany = 'hidden focus-within:block [body:has([data-many])_&]:block'
  return (
    <search className={isInUse ? '' : unlessMany}>
      <form method="get" action={path} onSubmit={searchNow} className="mt-6 flex items-end gap-3">
        <div className="min-w-0 grow">
          <label htmlFor="query" className="font-strong text-small">
            Search
          </label>
          <FieldFault name="query" fault={faults.query} />
          <input
            ref={field}
            id="query"
            name="query"
            type="search"
            defaultValue={typed}
            onInput={searchSoon}
            maxLength={longestQuery}
            autoComplete="off"
            {...faultOf('query', faults)}
            className="field mt-1"
          />
        </div>
        <button type="submit" className="button button-quiet">
          Search
        </button>
      </form>
    </search>
  )
}

type InstitutionSearchProps = Readonly<{
  path: PickerPath
  typed: string
  faults: Readonly<Record<string, string>>
}>
