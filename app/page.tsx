import type { Metadata } from 'next'
import { getEnvironmentLabel } from '#lib/data/environment.ts'
import { findViewer } from '#lib/data/viewer.ts'
import { Frame } from './_ui/frame.tsx'
import { SignInForm } from './_ui/sign-in-form.tsx'
import { SignedInWelcome } from './_ui/signed-in-welcome.tsx'
import { Steps } from './_ui/steps.tsx'
import { WhatTravelsWhere } from './_ui/what-travels-where.tsx'

export const metadata: Metadata = { robots: { index: true } }

export default async function FrontPage() {
  const viewer = await findViewer()

  return (
    <Frame title={null} viewer={viewer}>
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
      <WhatTravelsWhere />
    </Frame>
  )
}
