import type { ComponentProps } from 'react'
import { findViewer } from '#lib/data/viewer.ts'
import { Picker } from './picker.tsx'

/** The picker where choosing is the sign-in: for anybody, and the first thing they see. */
export async function ChooseYourBank(props: Omit<ComponentProps<typeof Picker>, 'viewer'>) {
  return (
    <>
      <h1>Choose your bank</h1>
      <p className="mt-1 max-w-prose text-ink-soft">
        Foyer shows your accounts at the banks you choose, without handing anyone your password.
      </p>
      <Picker {...props} viewer={await findViewer()} />
    </>
  )
}
