import type { Metadata } from 'next'
import { getEnvironmentLabel, hasInstitutionZero } from '#lib/data/environment.ts'
import { findViewer } from '#lib/data/viewer.ts'
import { Frame } from './_ui/frame.tsx'
import { SignInForm } from './_ui/sign-in-form.tsx'
import { SignedInWelcome } from './_ui/signed-in-welcome.tsx'
import { Steps } from './_ui/steps.tsx'
import { WhatTravelsWhere } from './_ui/what-travels-where.tsx'
import { ChooseYourBank } from './institutions/choose-your-bank.tsx'
import { readPickerSearch } from './institutions/picker-search.ts'

export const metadata: Metadata = { robots: { index: true } }

/** What Foyer is, and the way in. */
export default async function FrontPage({ searchParams }: PageProps<'/'>) {
  const viewer = await findViewer()
  const reading = hasInstitutionZero() ? null : readPickerSearch(await searchParams)

  return (
    <Frame title={null} viewer={viewer} hasFaults={reading?.faults != null}>
      {reading === null ? (
        <div className="grid gap-x-16 gap-y-12 md:grid-cols-[3fr_2fr]">
          <div>
            <h1>See your institutions’ accounts, without handing anyone your password.</h1>
            {viewer === null ? (
              <SignInForm environmentLabel={getEnvironmentLabel()} />
            ) : (
              <SignedInWelcome viewer={viewer} />
            )}
          </div>
          {viewer === null && <Steps />}
        </div>
      ) : (
        <ChooseYourBank path="/" reading={reading} />
      )}
      <WhatTravelsWhere />
    </Frame>
  )
}
