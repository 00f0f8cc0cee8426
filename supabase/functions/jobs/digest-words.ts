const tasksEn = (count: number) => (count === 1 ? 'one task' : `${count} tasks`)
const tasksDe = (count: number) => (count === 1 ? 'eine Aufgabe' : `${count} Aufgaben`)

/** What the digests say around the person's own words. */
export const digestWords = {
  en: {
    dailySubject: (day: string) => `Your day: ${day}`,
    weeklySubject: (day: string) => `Your week from ${day}`,
    week: (count: number) =>
      count === 0
        ? 'Nothing is planned for this week yet.'
        : `For this week you have planned ${tasksEn(count)}.`,
    best: 'To begin with',
    overdue: (count: number, oldest: string) =>
      count === 1
        ? `One task is overdue, since ${oldest}.`
        : `${count} tasks are overdue, the oldest since ${oldest}.`,
    done: (count: number) => `Done in the last seven days: ${tasksEn(count)}`,
    noPillar: 'Without a pillar',
    deadlines: 'Deadlines ahead',
    insights: 'What stands out',
    dailyFooter: 'You get this every morning because your settings say so.',
    weeklyFooter: 'You get this every Monday because your settings say so.',
  },
  de: {
    dailySubject: (day: string) => `Dein Tag: ${day}`,
    weeklySubject: (day: string) => `Deine Woche ab ${day}`,
    week: (count: number) =>
      count === 0
        ? 'Für diese Woche ist noch nichts geplant.'
        : `Für diese Woche hast du ${tasksDe(count)} geplant.`,
    best: 'Damit kannst du anfangen',
    overdue: (count: number, oldest: string) =>
      count === 1
        ? `Eine Aufgabe ist überfällig, seit ${oldest}.`
        : `${count} Aufgaben sind überfällig, die älteste seit ${oldest}.`,
    done: (count: number) => `In den letzten sieben Tagen erledigt: ${tasksDe(count)}`,
    noPillar: 'Ohne Säule',
    deadlines: 'Nächste Fristen',
    insights: 'Was auffällt',
    dailyFooter: 'Du bekommst das jeden Morgen, weil es in deinen Einstellungen so steht.',
    weeklyFooter: 'Du bekommst das jeden Montag, weil es in deinen Einstellungen so steht.',
  },
}
