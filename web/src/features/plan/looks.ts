/** Colours that keep apart from each other on light and dark ground. */
export const COLORS = [
  '#C99A1B',
  '#D9653B',
  '#C94F6D',
  '#9A5FB4',
  '#5B6BC0',
  '#3C8DBC',
  '#2E9384',
  '#5A9A4A',
  '#8A7A5C',
  '#7A7F87',
] as const

export const ICONS = [
  '🎯', '🌱', '💪', '🏃', '🧘', '🍎', '😴', '❤️', '👥', '🤝',
  '💼', '📈', '🚀', '🛠️', '💡', '📚', '🎓', '✍️', '🎨', '🎵',
  '🏡', '🌍', '✈️', '🌳', '🐾', '💰', '🧾', '🗂️', '🧭', '✨',
] as const // prettier-ignore

/** The next colour round the circle, so that neighbours differ. */
export const colorAt = (index: number): string => COLORS[index % COLORS.length] ?? COLORS[0]
