import { describe, expect, it } from 'vitest'
import { scoreRequest } from './score.ts'

const scoreOf = (message: string, prior: string[] = []): number => scoreRequest({ message, prior }).score

describe('the score of a request', () => {
  it('is low for plain work in every language', () => {
    for (const message of [
      'move dentist to friday 3pm',
      'Erinnere mich morgen um 8 an die Mülltonnen',
      'ajoute du lait à ma liste de courses',
      'marca como hecha la tarea de la compra',
      'qual é meu próximo compromisso',
      'dodaj zadanie: odebrać paczkę jutro',
      '明日の予定を見せて',
      'احذف المهمة الأخيرة',
    ]) {
      expect(scoreOf(message), message).toBeLessThan(4)
    }
  })

  it('is high for what changes a life, however short', () => {
    for (const message of [
      'should I quit?',
      'Soll ich kündigen?',
      '仕事辞めるべき？',
      'mama do domu opieki czy do nas',
    ]) {
      expect(scoreOf(message), message).toBeGreaterThan(6)
    }
  })

  it('is the same for the same words, whatever their case', () => {
    const message = 'Should I sell the house or keep it for the kids?'
    expect(scoreOf(message.toUpperCase())).toBe(scoreOf(message))
  })

  it('does not rise with words that stand in a title', () => {
    expect(scoreOf('rename "analyse my long-term life strategy" to "strategy"')).toBeLessThan(4)
  })

  it('takes an elliptic follow-up for what it follows', () => {
    const hard = scoreOf('and without the loan?', [
      'Should we buy the farm or stay in the city, with two kids and my job?',
    ])
    const plain = scoreOf('and on sunday?', ['what is in my calendar on saturday'])
    expect(hard).toBeGreaterThan(plain + 3)
  })

  it('abstains without text and in a language it has not learned', () => {
    expect(scoreRequest({ message: ' 🙂 ' }).abstains).toBe('no_text')
    expect(scoreRequest({ message: 'Что мне делать с работой?' }).abstains).toBe('unknown_language')
    expect(scoreRequest({ message: 'Wat moet ik doen?', locale: 'nl-NL' }).abstains).toBe('unknown_language')
    expect(scoreRequest({ message: 'what now', locale: 'en-GB' }).abstains).toBeNull()
  })
})
