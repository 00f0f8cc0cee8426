import type { Concepts } from './types.ts'

/** Small words that carry the form of a sentence, and the objects of the product. */
export const grammar: Concepts = {
  i: 'i im ive id ill my mine me ich mein* mir je jai jme mon ma mes moi yo mi mis eu meu minha meus minhas ja moj* mnie 私 僕 俺 うち انا لي',
  we: 'we us our were ours wir uns unser* nous notre nos on nosotros nuestr* nosso nossa nossos nas nasz* 私たち うちら نحن لنا',
  what: 'what was quoi quel quelle que qu qual quais co jaki* 何 なに ما ماذا ايش شو',
  how: 'how wie comment como jak どう どうやって كيف',
  when: 'when wann quand cuando quando kiedy いつ متي',
  who: 'who whom wer wem wen qui quien quienes quem kto kogo kim 誰 من مين',
  which: 'which welche* lequel laquelle quels quelles cual cuales qual ktor* どの どれ اي',
  or: 'or oder ou czy albo それとも か、 او ام ولا',
  not: 'not no dont doesnt didnt cant wont nicht kein* nie pas non nao ない ません لا ليس مو مش لم',
  only: 'only raw exactly verbatim simply solely nur bloss genau einfach juste seulement simplement solo solamente exactamente apenas somente tylko dokladnie だけ のみ そのまま فقط بس',
  all: 'all every each everything alle alles jede* tout tous toutes chaque todo todos todas cada tudo wszystk* kazd* 全部 すべて 全て 各 كل جميع',
  if: 'if wenn falls si se jesli gdyby jezeli たら れば なら もし اذا لو',
  but: 'but though however aber sondern mais pero mas ale lecz jednak でも けど が、 لكن',
  same: 'same instead other second first one that them it those dasselbe andere zweite ersten pareil autre deuxieme mismo otro segunda segundo outro outra drugi inny 同じ 他の 二つ目 نفس الاخر الثاني',
  objects:
    'task tasks todo todos reminder entry entries note notes project projects label labels tag aufgabe* eintrag* notiz* projekt* tache* entree* projet* tarea* entrada* nota* proyecto* tarefa* projeto* zadani* wpis* notatk* タスク プロジェクト メモ リスト ラベル مهمه مهام مشروع ملاحظ* قائمه',
  mail: 'mail mails email emails inbox thread threads attachment sms text texts mail* nachricht* postfach courriel* mels correo* mensaje* e-mail mensagem email* wiadomosc* maila メール 受信 添付 بريد رساله رسائل ايميل',
  settings:
    'theme dark mode notifications quiet password language font app premium sync export settings einstellung* benachrichtig* dunkel* passwort sprache reglage* notification* sombre ajuste* notificacion* oscuro configura* notificac* escuro ustawieni* powiadomieni* ciemny 通知 設定 ダーク パスワード 言語 اشعار* اعدادات الوضع لغه',
  thanks:
    'lol haha hahaha great perfect cool nice brilliant goodnight night bye jaja jajaja kkk rsrs mdr xd super genial toll prima klasse top valeu dzien dobranoc おはよう ありがと おやすみ すごい よろしく صباح مساء تصبح مشكور تسلم',
}
