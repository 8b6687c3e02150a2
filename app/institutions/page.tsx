import { headers } from 'next/headers'
import { Frame } from '#app/_ui/frame.tsx'
import { entersSingleInstitution, hasInstitutionZero } from '#lib/data/environment.ts'
import { findViewer, requireViewer } from '#lib/data/viewer.ts'
import { ChooseYourBank } from './choose-your-bank.tsx'
import { Picker } from './picker.tsx'
import { pickerAddress, readPickerSearch } from './picker-search.ts'
import { isOnTheWayIn } from './way-in.ts'

const path = '/institutions'

export default async function InstitutionsPage({ searchParams }: PageProps<'/institutions'>) {
  const reading = readPickerSearch(await searchParams)
  const entersAtOnce =
    entersSingleInstitution() &&
    reading.search?.query === '' &&
    isOnTheWayIn((await headers()).get('referer'))

  if (!hasInstitutionZero()) {
    return (
      <Frame title="Choose your bank" viewer={await findViewer()}>
        <ChooseYourBank path={path} reading={reading} entersAtOnce={entersAtOnce} />
      </Frame>
    )
  }

  const viewer = await requireViewer(pickerAddress(path, reading.search ?? {}))
  return (
    <Frame title="Choose an institution" viewer={viewer}>
      <h1>Choose an institution</h1>
      <p className="mt-1 text-ink-soft">
        Signed in as <bdi>{viewer.name}</bdi>
      </p>
      <Picker viewer={viewer} path={path} reading={reading} entersAtOnce={entersAtOnce} />
    </Frame>
  )
}
