import type { Concepts } from './types.ts'

/** What is asked to be done, from a plain write to a piece of writing. A star ends a stem. */
export const actions: Concepts = {
  create:
    'add adds adding create creates new make insert append jot stick pop erstell* anleg* hinzufug* fug neue neuen neues neuer leg pack ajoute* cree* creer nouveau nouvelle mets mettre anade* anadir crea* crear nuevo nueva pon ponme agrega* apunta* meter cria criar adiciona* nova novo coloca* bota poe dodaj* utworz* stworz* nowe nowy nowa dopisz wrzuc 追加 作成 作って 入れて 登録 新しい 新規 足して اضف اضيف* انشي* انشا* جديد* حط ضيف*',
  remove:
    'delete remove clear erase trash discard unpin unmute archive archived cancel losch* entfern* weg archivier* storn* supprime* efface* enleve* retire* archive* annule* borra* elimina* quita* archiva* cancela* apaga* exclui* remove* tira tirar usun* skasuj* zarchiwizuj* anuluj* 削除 消して 消す 外して アーカイブ キャンセル 取り消* احذف امسح ازل الغ* ارشف*',
  rename:
    'rename renamed call name named umbenenn* nenn* heissen renomme* appelle* renombra* llama* renomeia* renomear chama* zmien* nazw* przemianuj* 名前 改名 リネーム 変えて 変更 سم سمي* غير اعد',
  move: 'move moves shift push postpone reschedule bump drag verschieb* schieb* verleg* deplace* decale* repousse* reporte* mueve* pasa* cambia* aplaza* move* mova muda* adia* joga przesun* przenies* przeloz* 移動 移して ずらして 延期 動かして انقل اجل حرك',
  complete:
    'complete completed done finished tick ticked mark close check checked uncheck erledigt abhak* hak abgehakt fertig markier* termine* fait coche* marque* hecho completa* marca* termina* feito conclui* ukonczon* zrobione odhacz* oznacz* gotowe zakoncz* 完了 済み 終わった 終わり チェック انتهيت خلصت مكتمل* انجز* علم',
  set: 'set change update switch turn enable disable mute unmute edit fix adjust put assign tag label pin setz* stell* ander* wechsel* schalt* mach zuweis* heft* passe* regle* change* active* desactive* mets modifie* epingle* pon cambia* ajusta* activa* desactiva* edita* muda* troca* ativa* desativa* altera* ustaw* zmien* wlacz* wylacz* przypisz przypnij edytuj 設定 変更 変えて オフ オン にして 直して 更新 اضبط غير فعل عطل شغل طف* عدل حدث ثبت',
  show: 'show list open read display view pull fetch get filter find search where look zeig* liste offne* lies vorles* lesen such* finde* filter* wo montre* liste* ouvre* lis affiche* cherche* trouve* retrouve* ou muestra* lista* abre* lee* ensena* busca* encuentra* donde mostra* mostre leia le abre acha ache onde pokaz* wyswietl* otworz* przeczytaj znajdz* wyszukaj* lista gdzie 見せて 表示 一覧 開いて 読んで 探して 検索 どこ اعرض اظهر ورني افتح اقر* ابحث وين اين',
  log: 'log note record save track enter journal protokollier* notier* speicher* trag eintrag* vermerk* festhalt* note* enregistre* consigne* sauvegarde* registra* guarda* anota* salva* anote zapisz* zanotuj* notatk* wpisz* odnotuj* 記録 メモ 保存 日記 سجل دون احفظ اكتبلي',
  remind:
    'remind reminder alarm timer nudge ping erinner* wecker rappelle* rappel recuerda* recordatorio avisa* alarma lembra* lembre* lembrete przypomnij* przypomnienie budzik 思い出させ* リマインド リマインダー アラーム タイマー ذكرني تذكير منبه',
  book: 'book schedule calendar appointment invite rsvp slot confirm reserve termin kalender einlad* buch* reservier* bestatig* rdv calendrier agenda rendez invite* reserve* confirme* cita calendario invita* reserva* confirma* agende agendar kalendarz spotkanie zapros* umow* zarezerwuj* potwierdz* wizyt* 予定 予約 カレンダー 招待 会議 موعد تقويم احجز ادع*',
  translate:
    'translate translation spell spelling pronounce übersetz* ubersetz* buchstabier* traduis traduire traduction epelle traduce* traducir traduz* traduzir przetlumacz* 訳して 翻訳 ترجم* spanish german french english japanese',
  convert:
    'convert format reformat bullet csv json yaml regex markdown uppercase lowercase title-case capitals indent indentation table umwandel* formatier* tabelle grossbuchstaben convertis* formate* tableau majuscules convierte* formatea* tabla mayusculas converte* formata* maiusculas zamien* sformatuj* tabela 変換 整形 表に 大文字 حول نسق جدول',
  count:
    'count many total sum average avg percent number wieviele wieviel viele anzahl summe durchschnitt insgesamt combien somme moyenne cuantos cuantas cuanto suma media quantos quantas quanto soma ile razem srednia 何件 いくつ 合計 何個 何人 平均 何回 何時間 كم مجموع متوسط عدد',
  undo: 'undo revert restore redo oops ruckgangig zuruck wiederherstell* annule* restaure* deshaz* deshacer restaura* desfaz* desfazer cofnij* przywroc* 元に戻 戻して 取り消し تراجع استعد',
  send: 'send forward email reply respond answer sende* schick* antwort* weiterleit* envoie* transfere* reponds* repondre envia* reenvia* responde* responder manda* encaminha* wyslij* odpowiedz* odpisz* 送って 送信 返信 返事 転送 ارسل رد جاوب ابعث',
  define:
    'define definition meaning means mean stands bedeutet bedeutung heisst signifie definis* veut significa* definicion definicao znaczy oznacza definicja 意味 とは 定義 معني يعني تعريف',
  draft:
    'draft write compose phrase word letter text speech bio caption toast poem haiku blurb post message entwurf entwirf schreib* formulier* verfass* rede gedicht redige* ecris ecrire formule* texte discours escribe* escribir redacta* texto discurso escreve* escreva redige rascunh* napisz* zredaguj* tekst mowe przemow* 書いて 下書き 文面 文章 考えて اكتب صغ مسود* رساله',
  suggest:
    'suggest suggestion suggestions ideas idea tips tip recommend gift recipe recipes joke name-ideas options vorschlag* vorschlage ideen idee tipps empfiehl empfehl* propose* idees suggere* conseils astuces sugiere* consejos recomienda* propon sugere* sugira ideias dicas recomenda* zaproponuj* podpowiedz* pomysly pomysl porad* 案 アイデア おすすめ 提案 コツ اقترح افكار نصائح',
  shorten:
    'summarise summarize summary recap shorten shorter warmer gist themes zusammenfass* fass zusammen kurzer resume* raccourcis* resumen resumir* acorta* resuma resumo encurta* podsumuj* strec* skroc* streszczenie 要約 まとめて 短く لخص ملخص اختصر',
  arrange:
    'order sort rank prioritise prioritize group batch sequence arrange squeeze fit split divide break steps step checklist agenda itinerary packing reihenfolge sortier* priorisier* ordne gruppier* aufteil* einteil* unterbring* packliste schritte ordre trie* classe* range* repartis* etapes ordena* prioriza* agrupa* reparte* divide* encajo pasos separa* encaixo passos posortuj* uporzadkuj* pogrupuj* podziel* zmieszcze kolejnosc kroki 順番 並べ* 優先 分けて 整理 手順 رتب قسم خطوات اولويات',
  check:
    'track proofread review sensible realistic feasible clash clashes conflict überprüf* pruf* schaff* realistisch verifie* faisable realiste revisa* realista verifica* sprawdz* realne 確認 チェックして 無理 تاكد راجع',
}
