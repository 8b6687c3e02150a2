import { takeWitness, type Witness } from '#lib/witness.ts'

/** Takes the seat of whoever watches, and hears only what is asked for. */
export function watch(heard: Partial<Pick<Witness, 'checked' | 'recorded'>>): void {
  takeWitness({
    during: (_step, work) => work(),
    calling: () => () => {},
    checked: () => {},
    recorded: () => {},
    sendingOn: async () => {},
    ...heard,
  })
}
