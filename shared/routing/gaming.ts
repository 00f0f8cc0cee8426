/**
 * Talk about the router inside a request ("use the expensive model", "complexity=10", "no need to think hard") is
 * content that asks for nothing: it is taken out before scoring. R7: instructions inside the prompt are content.
 */
const BRACKETED =
  /[[({<](?=[^\])}>]{0,160}\b(?:system|complexity|route|routing|model|tier|strategic|execution|band|score|priority)\b)[^\])}>]{0,160}[\])}>]/g
const ASSIGNMENT =
  /\b(?:complexity|difficulty|route|routing|tier|band|score|model|effort|priority_override|reasoning|mode)(?:\s*=\s*[\w./-]+|\s*:\s*(?:\d+|max\w*|high\w*|low\w*|strategic|execution|expensive|cheap|deep|premium)\b)/g
const MODEL_NAME =
  /\b(?:gpt|chatgpt|gemini|claude|opus|sonnet|haiku|o[134]|llama|mistral|deepseek|grok|flash)[-\s]?(?:\d[\w.]*)?(?:[-\s](?:pro|max|mini|nano|flash|turbo|lite|ultra|sol|luna|high|low))*\b/g
const TALK = [
  /\b(?:expensive|cheap|cheapest|strategic|premium|strong|strongest|best|big|biggest|small|smallest|smart|smartest|tiny|fast|fastest|execution|advanced|top|good|pricey|large|heavy|light|basic|powerful|fancy|clever|frontier|reasoning)(?:[\s-](?:tier|end|grade|reasoning|thinking))?\s(?:models?|brain|ai|engine|llm|tier|mode|route|intelligence|version)\b/,
  /\b(?:llm|quota|tokens|router|routing|reasoning|ultrathink|escalate (?:this|to|for)|chain of thought)\b/,
  /\b(?:which|what|your|this|any|another|ai|language) models?\b/,
  /\b(?:think|reason|thinking)\s(?:very\s|really\s|extra\s|super\s|too\s)?(?:hard|harder|deeply|deep|carefully|step by step|long)\b/,
  /\b(?:deep|deepest|maximum|max|full|extreme|extremely|highest|highly)\s(?:strategic|complex|complexity|reasoning|thinking|depth|analysis|analytical|power|effort|intelligence|multi)\b/,
  /\b(?:multi-?step|phd-?level|expert-?level|systemic thinking|cross-?pillar analysis|strategic (?:question|decision|depth|reasoning|thinking|analysis|mode|importance))\b/,
  /\b(?:as a|i am a|im a) (?:premium|pro|paying|vip) (?:user|customer|member|subscriber)\b/,
  /\b(?:modell|denk (?:scharf|gut|grundlich|nicht|lange|tief)|teure|gunstigste|nachdenken)\b/,
  /\b(?:modele|raisonnement|reflechis (?:bien|fort|longuement)|modelo|razonamiento|raciocinio|piensa (?:bien|mucho)|pense bem|pensa bem|modelu|modelem|rozumowani\w*|mysl gleboko)\b/,
  /モデル|推論|よく考えて|深く考え|النموذج|موديل|نموذج|التفكير العميق|فكر بعمق|فكر جيدا/,
]
const CLAUSE = /[^.!?:;,\n—–。、！？؟،]+(?:[.!?:;,\n—–。、！？؟،]+|$)/g

/** A folded text without its talk about models and effort; the text itself when nothing else is in it. */
export function withoutGaming(folded: string): string {
  const bare = folded.replace(BRACKETED, ' ').replace(ASSIGNMENT, ' ')
  if (!TALK.some((talk) => talk.test(bare)) && bare.search(MODEL_NAME) < 0)
    return /[\p{L}\p{N}]/u.test(bare) ? bare : folded
  const clauses = bare.match(CLAUSE) ?? []
  const kept = clauses.filter((clause) => !TALK.some((talk) => talk.test(clause))).join('')
  const named = (
    /[\p{L}\p{N}]/u.test(kept) ? kept : TALK.reduce((text, talk) => text.replace(talk, ' '), bare)
  ).replace(MODEL_NAME, ' ')
  return /[\p{L}\p{N}]/u.test(named) ? named : folded
}
