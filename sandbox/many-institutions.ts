import { createHash } from 'node:crypto'
import { type Institution, institutions } from './institutions.ts'

/** Names that break careless pages, and names that two institutions share. */
const strange = [
  '<b>Tom & "Sons"</b> Savings',
  'بنك الواحة الأهلي',
  'The United Farmers, Merchants, Mariners and Lamplighters Mutual Savings and Loan Association of Upper and Lower Thistlecombe and the Surrounding Valleys',
  'Larkspur Bank',
  "O'Brien-D'Angelo Trust",
  'קופת חיסכון הגליל',
  'AntidisestablishmentarianSavingsAndLoanAssociationWithoutASingleSpace',
  '";alert(1)//',
  'Larkspur Bank',
  'Égalité Coopérative d’Épargne',
]

const beginnings = [
  ...['Brin', 'Tarn', 'Quill', 'Ember', 'Thistle', 'Marl', 'Fenn', 'Wick', 'Osier', 'Pell'],
  ...['Dray', 'Corrin', 'Hazel', 'Mallow', 'Sorrel', 'Bram', 'Tansy', 'Yarrow', 'Linnet', 'Gorse'],
  ...['Plover', 'Cobble', 'Sedge', 'Willet', 'Rowan'],
] as const
const endings = [
  ...['mere', 'combe', 'haven', 'holt', 'stead', 'croft', 'dale', 'thwaite', 'shaw', 'mouth'],
  ...['ridge', 'water', 'gate', 'field', 'hollow', 'march', 'brook', 'cliff', 'moor', 'strand'],
] as const
const kinds = [
  ...['Bank', 'Credit Union', 'Savings Bank', 'Trust', 'Community Bank', 'Mutual', 'State Bank'],
  ...['Federal Credit Union', 'Bank & Trust', 'Savings and Loan', 'Teachers Credit Union'],
  ...['Farmers Bank', 'Merchants Bank', 'National Bank', 'Employees Credit Union', 'First Bank'],
  ...['Cooperative Bank', 'Building Society', 'Industrial Bank', 'Heritage Bank'],
] as const

/** The first so many institutions: those that are always there, then strange ones, then ordinary ones. */
export function firstInstitutions(count: number): readonly Institution[] {
  const more = Array.from({ length: count - institutions.length }, (_, index) => ({
    institutionId: idOf(index),
    name: strange[index] ?? nameOf(index),
  }))
  return [...institutions, ...more]
}

/** No two of the first 10,000 are alike, and neighbours have little in common. */
function nameOf(index: number): string {
  const total = beginnings.length * endings.length * kinds.length
  // Prime to the total, so that every name comes up once.
  const place = (index * 7_919) % total
  const beginning = beginnings[place % beginnings.length]
  const ending = endings[Math.floor(place / beginnings.length) % endings.length]
  const kind = kinds[Math.floor(place / beginnings.length / endings.length)]
  return `${beginning}${ending} ${kind}`
}

/** The same UUID for the same number, at every start. */
function idOf(index: number): string {
  const hex = createHash('sha256').update(`institution ${index}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
