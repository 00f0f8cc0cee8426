/** What so many people come to in a month, in dollars: measured here, and as the documents project it. */
export interface ProjectedMonth {
  people: number
  /** Text alone, each of them like the one who was measured; the price lists know no discount for many. */
  measured: { perPerson: number; all: number }
  /** Of what the documents project, the part that is text. */
  documentsText: { perPerson: number; all: number }
  /** Text and voice. */
  documents: { perPerson: number; all: number }
}

const DOCUMENTS = [
  { people: 1_000, all: 211 },
  { people: 10_000, all: 1_900 },
  { people: 100_000, all: 17_000 },
  { people: 1_000_000, all: 150_000 },
]
/** They split only the first line: 58 of its 211 dollars are text. The others are taken to be split alike. */
const TEXT_SHARE = 58 / 211

/**
 * Puts the cost of one person beside what the documents expect of a thousand to a million.
 * @param perPerson dollars of a person and month, for text
 */
export const projectMonth = (perPerson: number): ProjectedMonth[] =>
  DOCUMENTS.map(({ people, all }) => ({
    people,
    measured: shared(perPerson * people, people),
    documentsText: shared(all * TEXT_SHARE, people),
    documents: shared(all, people),
  }))

const shared = (all: number, people: number) => ({ perPerson: all / people, all })

/** Prints it as a table, in whole dollars for all and to a hundredth of a cent for each. */
export function printProjection(perPerson: number): void {
  console.log(`
The same month for many people, in dollars: what was measured is text; the documents count voice as well.`)
  const told = ({ perPerson, all }: ProjectedMonth['documents']) =>
    `${Math.round(all).toLocaleString('en')} (${perPerson.toFixed(4)} each)`
  console.table(
    Object.fromEntries(
      projectMonth(perPerson).map(({ people, measured, documentsText, documents }) => [
        people.toLocaleString('en'),
        {
          'measured, text': told(measured),
          'documents, text': told(documentsText),
          'documents, text and voice': told(documents),
        },
      ]),
    ),
  )
}
