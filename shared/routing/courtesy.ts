/**
 * Courtesies and apologies of more than one word, which say nothing about the work. Folded; those of a single word
 * are among the fillers of `tokenise`.
 */
const COURTESIES = [
  /\b(?:could|would|can|will|might) (?:you|i)\b(?: (?:possibly|perhaps|maybe|please|kindly|just|be so kind(?: as to)?|be able to|mind(?: terribly)?|like you to|trouble you to|ask you to))*/g,
  /\b(?:i(?:'d| would| should) (?:like|love|be grateful|appreciate)(?: it)?(?: you)?(?: to| if)?|i was wondering (?:if|whether)(?: you could)?|i(?:'d| would) like to ask(?: you)?|would it be(?: at all)? possible(?: to)?)/g,
  /\bif (?:you(?: would|'d)? (?:have|don't mind|get|could|wouldn't mind)|it(?:'s| is|'s not| isn't| is not)?(?: not)? ?(?:too|that)? ?(?:much )?(?:trouble|bother|possible|ok|okay|convenient))(?: (?:a|one) (?:second|sec|moment|minute))?/g,
  /\b(?:i hope (?:i'm not|you(?:'re| are)|this|that|it)[^.,;!?\n]{0,40}|(?:so |very |terribly )?sorry (?:to|for|about)[^.,;!?\n]{0,40}|when(?:ever)? (?:it(?:'s| is) )?(?:convenient|you (?:can|have time|get a chance))|no (?:rush|hurry|need for commentary)|(?:many|kind|best|warm) (?:thanks|regards|wishes)(?: (?:and|in advance))?|thank(?:s| you)(?: (?:so much|very much|in advance|a lot|a million|ever so much))?)/g,
  /\b(?:you(?:'re| are|'ve been)(?: an?)?(?: absolute| such a| real)? (?:star|gem|angel|lifesaver|legend|darling|the best))\b/g,
  /\b(?:(?:konntest|kannst|wurdest|magst|konnten|wurden|konnen) (?:du|sie|ihr)(?: mir| uns| mich)?(?: bitte| vielleicht| mal| kurz| so lieb sein und)*|bei gelegenheit|wenn (?:es )?(?:dir |ihnen )?(?:keine|nicht zu viel) (?:umstande|muhe)[^.,;!?\n]{0,20}|entschuldig(?:e|ung|en sie)(?: die storung)?|(?:vielen|herzlichen|besten|tausend) (?:lieben )?dank(?: im voraus)?|liebe grusse|ich hatte (?:gern|gerne)|ware (?:es )?(?:moglich|nett|lieb|super))/g,
  /\b(?:(?:pourrais|pourriez|peux|pouvez|auriez|aurais|voudrais|voudriez)[- ](?:tu|vous)(?: s'il (?:te|vous) plait| me| nous|, s'il vous plait,?)*|s'il (?:te|vous) plait|si cela ne (?:te|vous) derange pas(?: trop)?|l'amabilite de(?: bien vouloir)?|bien vouloir|(?:avec )?(?:tous mes|mille|un grand) (?:remerciements|mercis?)|merci (?:beaucoup|d'avance|infiniment|bien)|serait-il possible (?:de|d')|je (?:voudrais|souhaiterais|aimerais)|desole(?:e)? de (?:te|vous) deranger|bonne (?:journee|soiree)|cordialement)/g,
  /\b(?:(?:podrias|puedes|podria|puede|me harias el favor de|serias tan amable de|me podrias)(?: por favor)?|por favor|si no es (?:mucha )?molestia|perdon(?:a|e)? (?:que|la|por)[^.,;!?\n]{0,25}|(?:muchas|mil|muchisimas) gracias(?: de antemano| por adelantado)?|un (?:abrazo|saludo)|quisiera|me gustaria|tudo bem|por gentileza|por favor|se nao for (?:incomodo|pedir demais)|(?:voce )?(?:poderia|pode|podia)(?: me)?|desculp[ae](?: incomodar| o incomodo)?|(?:fico )?muito grat[ao](?: desde ja)?|muito obrigad[ao]|um abraco|gostaria de|(?:czy )?(?:moglbys|moglabys|mozesz|moglby pan|moglaby pani)|przepraszam(?:,? ze przeszkadzam)?|z gory dziekuje|bardzo (?:prosze|dziekuje)|jesli to nie (?:klopot|problem)|chcialbym|chcialabym|dzien dobry|dobry wieczor)/g,
  /すみませんが?|恐れ入りますが|お手数ですが|申し訳(?:ない|ありません)(?:のですが|けど|が)?|お願い(?:します|いたします|できますか|ね)?|よろしく(?:お願いします)?|ありがとう(?:ございます)?|いただけ(?:ますか|ませんか|ると[^。]{0,8})|くれますか|もらえますか|もし(?:よろしければ|可能でしたら)|من فضلك|لو سمحت(?:ي)?|لو تكرمت|اذا ممكن|ممكن|عفوا|شكرا (?:جزيلا|لك|كثير)|بارك الله فيك|اعذرني|السلام عليكم|تحياتي/g,
]

/** A folded text without its courtesies, unless there is nothing else in it. */
export function withoutCourtesy(folded: string): string {
  const bare = COURTESIES.reduce((text, courtesy) => text.replace(courtesy, ' '), folded)
  return /[\p{L}\p{N}]/u.test(bare) ? bare : folded
}
