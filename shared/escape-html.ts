const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Makes text safe inside an element or a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark)

/** The text that {@link escapeHtml} made safe. */
export function unescapeHtml(text: string): string {
  return Object.entries(ENTITIES).reduceRight((plain, [mark, entity]) => plain.replaceAll(entity, mark), text)
}
