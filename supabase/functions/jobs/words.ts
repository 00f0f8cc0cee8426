/** What mails and devices say around the person's own words. */
export const words = {
  en: {
    test: { title: 'Aurum Life', body: 'This is how it looks when something is due.' },
    several: (count: number) => `${count} things to look at`,
    greeting: (name: string) => (name ? `Hello ${name},` : 'Hello,'),
    open: 'Open Aurum Life',
    footer: 'You get this because your settings say so.',
    settings: 'Change what you are told',
    unblocked: 'Waits for nothing any more.',
    reminder: 'You wanted to be reminded.',
  },
  de: {
    test: { title: 'Aurum Life', body: 'So sieht es aus, wenn etwas ansteht.' },
    several: (count: number) => `${count} Hinweise für dich`,
    greeting: (name: string) => (name ? `Hallo ${name},` : 'Hallo,'),
    open: 'Aurum Life öffnen',
    footer: 'Du bekommst das, weil es in deinen Einstellungen so steht.',
    settings: 'Mitteilungen ändern',
    unblocked: 'Wartet auf nichts mehr.',
    reminder: 'Daran wolltest du erinnert werden.',
  },
}

export type Locale = keyof typeof words
