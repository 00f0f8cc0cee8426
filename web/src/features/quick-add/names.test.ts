import { describe, expect, it } from 'vitest'
import { fittingNames, nameAt, shortestName, unknownNames } from './names.ts'

const known = ['Home/Garden', 'Work', 'Work/Website Relaunch', 'Side/Website Relaunch', 'Büro/Steuer']

describe('names in the line', () => {
  it('are offered to be made when nothing has them', () => {
    const found = unknownNames('Plan #Trip with @anna and +"New York"', [])
    expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'project Trip',
      'label anna',
      'project New York',
    ])
  })

  it('are not numbers, mail addresses or what has been understood already', () => {
    expect(unknownNames('Call +49 170, ticket #42, anna@example.test, C#', [])).toEqual([])
    expect(unknownNames('Weed #Garden', [{ start: 5, end: 12 }])).toEqual([])
  })

  it('are offered once, however often they stand there', () => {
    expect(unknownNames('#trip #Trip', [])).toHaveLength(1)
  })

  it('are the word at the caret while it is typed', () => {
    expect(nameAt('Weed #Gar', 9)).toEqual({ kind: 'project', name: 'Gar', start: 5, end: 9 })
    expect(nameAt('Weed @', 6)).toMatchObject({ kind: 'label', name: '' })
    expect(nameAt('Weed #Gar tomorrow', 4)).toBeNull()
    expect(nameAt('Room #4', 7)).toBeNull()
    expect(nameAt('a@b', 3)).toBeNull()
  })

  it('are found by their beginning first, without accents and hyphens', () => {
    expect(fittingNames(known, 'web', 8)).toEqual(['Work/Website Relaunch', 'Side/Website Relaunch'])
    expect(fittingNames(known, 'website-re', 8)).toHaveLength(2)
    expect(fittingNames(known, 'buro', 8)).toEqual(['Büro/Steuer'])
    expect(fittingNames(known, 'work', 8)[0]).toBe('Work')
  })

  it('are written with their path only where two share a name', () => {
    expect(shortestName('Home/Garden', known)).toBe('Garden')
    expect(shortestName('Side/Website Relaunch', known)).toBe('Side/Website Relaunch')
  })
})
