import { headers } from 'next/headers'
import { Frame } from '#app/_ui/frame.tsx'
import { listTitle } from '#app/_ui/paging.ts'
import { entersSingleInstitution, hasInstitutionZero } from '#lib/data/environment.ts'
import { findViewer, requireViewer } from '#lib/data/viewer.ts'
import { ChooseYourBank } from './choose-your-bank.tsx'
import { Picker } from './picker.tsx'
import { pickerAddress, readPickerSearch } from './picker-search.ts'
import { isOnTheWayIn } from './way-in.ts'

const path = '/institutions'

/** The picker: for who is signed in, or, without Institution Zero, for anybody. */
export default async function InstitutionsPage({ searchParams }: PageProps<'/institutions'>) {
  const query = await searchParams
  const reading = readPickerSearch(query)
  const entersAtOnce =
    entersSingleInstitution() &&
    reading.search?.query === '' &&
    isOnTheWayIn((await headers()).get('referer'))

  if (!hasInstitutionZero()) {
    return (
      <Frame
        title={listTitle('Choose your bank', reading.search)}
        viewer={await findViewer()}
        hasFaults={reading.faults !== null}
      >
        <ChooseYourBank path={path} reading={reading} entersAtOnce={entersAtOnce} />
      </Frame>
    )
  }

  const viewer = await requireViewer(pickerAddress(path, reading.search ?? {}))
  return (
    <Frame
      title={listTitle('Choose an institution', reading.search)}
      viewer={viewer}
      hasFaults={reading.faults !== null}
    >
      <h1>Choose an institution</h1>
      <p className="mt-1 text-ink-soft">
        Signed in as <bdi>{viewer.name}</bdi>
      </p>
      {query.for === 'service' && (
        <p className="mt-4 max-w-prose border-accent border-s-4 ps-4">
          A service account is shown at an institution that you have entered yourself. Enter one,
          then follow “Service” beside its accounts.
        </p>
      )}
      <Picker viewer={viewer} path={path} reading={reading} entersAtOnce={entersAtOnce} />
    </Frame>
  )
}
