import type { Concepts } from './types.ts'

/** Deciding, causes, patterns, oneself: what makes a request hard. */
export const weighing: Concepts = {
  should:
    'should shall ought soll sollte sollten sollen dois devrais devrait devons devrions debo deberia deberiamos conviene devo deveria devemos powinienem powinnam powinnismy べき べきか いいのか すべき ほうがいい هل ينبغي يجب لازم',
  decide:
    'decide decision decisions choose choice choosing pick dilemma torn verdict entscheid* entscheidung wahl wahlen decide* choisir choix choisis* trancher decid* eleg* elegir decisao escolh* zdecydow* decyzj* wybra* wybor 決断 決め 選ぶ 選べ 迷って قرر قرار اختار اختيار محتار*',
  quit: 'quit quitting leave leaving resign retire retirement resignation drop dropping abandon kundig* aufhor* aufgeb* verlass* hinschmeiss* rente quitter quitte demission* partir lacher arreter retraite dejar dejo renunci* abandon* jubil* irme largar largo sair saio demiss* aposent* desist* rzucic rzucam odejsc odchodz* zrezygn* emerytur* 辞め 退職 やめ 引退 手放 استقيل اترك ترك استقال* تقاعد',
  stay: 'stay staying remain keep bleib* behalt* reste rester garder quedar* quedo sigo seguir ficar fico continuar continuo zostac zostaje zostaj* 残る 続け とどまる ابقي نبقي البقاء اكمل',
  sell: 'sell selling sale buyout merge invest investing buy buying rent lease verkauf* kauf* miet* ubernehm* investier* vendre vends vend acheter achete louer investir reprendre vender vendo comprar compro alquil* invertir alugar sprzedac sprzeda* kupic wynaj* inwest* przejac 売る 売って 買う 購入 借りる 投資 ابيع بيع اشتري شراء استثمر ايجار',
  relocate:
    'emigrate emigration relocate abroad countryside hometown return auswander* umzieh* umzug ausland zuruckgeh* zuruckzieh* emigrer demenager demenage etranger emigr* mudar* mudanza extranjero mudar exterior voltar wyjechac wyjazd przeprowadz* wracac wrocic 移住 引っ越* 海外 帰国 転勤 اهاجر هجره انتقل سفر ارجع',
  couple:
    'marry marriage divorce divorced breakup separate separation forgive affair heirat* scheidung trenn* verzeih* marier mariage divorce* separer pardonner casar* matrimonio divorci* separ* perdonar casamento divorcio perdoar slub malzenstw* rozwod* rozsta* wybacz* 結婚 離婚 別れ 許す زواج اتزوج طلاق انفصال اسامح',
  compare:
    'compare versus vs weigh weighing tradeoff tradeoffs trade-off pros cons either against instead rather vergleich* abwag* gegen statt entweder lieber compare* peser contre plutot compar* sopesar contra pesar comparar wole porown* rozwaz* zamiast albo 比べ 比較 それとも どっち どちら 天秤 قارن مقابل بدل ام',
  cause:
    'cause causes causing root driving drives behind reason reasons pattern patterns explains correlates leads ursache* grund grunde woran muster dahinter steckt cause* raison raisons schema causa* razon motivo patron padrao przyczyn* powod* wzorzec schemat 原因 理由 パターン سبب اسباب نمط',
  why: 'why warum wieso weshalb pourquoi porque dlaczego czemu なぜ なんで どうして لماذا ليش ليه',
  always:
    'always never keep keeps constantly again everytime ever standig immer nie dauernd toujours jamais siempre nunca jamas sempre zawsze nigdy ciagle wciaz いつも 毎回 ずっと 結局 دائما ابدا',
  conflict:
    'clash collide conflict compatible pulling survive survives sustainable burn burning burnout exhausted drowning collapse jam breaks break vereinbar* kollidier* kaputt uberlast* ausgebrannt erschopft incompatible epuise* chocan agotad* reventar conflito esgotad* kolid* pogodzic wypalen* wykonczon* 両立 ぶつか 限界 燃え尽き 疲れ تعارض ارهاق احتراق توفيق',
  sacrifice:
    'sacrifice sacrificing cost costs lose losing regret regretting price gains worth afford opfer* verlier* bereu* kostet lohnt leisten sacrifi* perds perdre regrett* coute vaut sacrific* perder pierdo arrepent* cuesta vale perco arrepend* custa poswiec* strac* zaluj* kosztuje warto oplaca 犠牲 失う 後悔 損 価値 تضحي* خساره اندم يستحق',
  scenario:
    'scenario scenarios fallback contingency assuming suppose worst irreversible undo consequences consequence implications options szenari* folgen unumkehrbar angenommen scenario* irreversible* escenari* consecuencias suponiendo cenario* consequencias supondo scenariusz* konsekwencj* zakladajac シナリオ 前提 最悪 仮に 影響 سيناريو عواقب افترض',
  redesign:
    'redesign rework rebuild restructure rethink overhaul rebalance reinvent periodise portfolio map balance umbau* umstell* neuordn* reorganis* repenser restructur* rearm* replante* reorganiz* redisen* redesenh* repens* przebudow* przemysl* poukladac ulozyc 立て直 見直 組み立て 設計 再構築 اعاده اصمم ارتب توازن',
  self: 'myself identity becoming purpose avoiding pretending honest lying truly really missing failing deserve mich selbst vermeid* ehrlich wirklich moi-meme vraiment evite* honnete mismo misma realmente evitando mesmo verdade siebie naprawde unikam szczerze 自分 本当 避けて 向いて نفسي حقا اتجنب بصراحه',
  life: 'life future pillars values direction meaning priorities leben zukunft saulen werte richtung vie avenir piliers valeurs vida futuro pilares valores rumbo rumo zycie zyciu zycia przyszlosc* filar* wartosc* 人生 将来 柱 生き方 価値観 حياتي الحياه مستقبل* ركائز* قيم',
  strategyWord:
    'strategy strategic strategist roadmap vision analyse analyze analysis planning quarterly long-term horizon alignment strateg* analys* analyz* strategie strategische estrateg* estrategia analiz* vision* visao wizja dlugoterm* langfrist* 戦略 分析 長期 ビジョン استراتيج* تحليل رويه',
  limit:
    'without jeopardising risking unless constraint constraints budget hours ohne sans sacrifier sin sem bez ないで せずに なしで بدون دون',
  opinion:
    'think thoughts opinion advice honest honestly believe mean feel meinst denkst findest rat meinung penses avis conseil crees piensas opinas acha achas pensa opiniao myslisz sadzisz zdaniem opini* どう思 意見 助言 رايك تنصح* تفتكر شو',
  evolve:
    'changed change became become evolve trend trends correlation over verandert entwickl* verlauf change* evolue* evolution tendance* cambiado evolucion tendencia* mudou evolucao zmienil* zmienia* trend* 変わった 変化 推移 傾向 تغير* تطور اتجاه',
  help: 'help guide walk stuck hilf helfen aide aidez ayuda* ayudame ajuda* ajude pomoz pomoc 助けて 手伝って 相談 ساعدني مساعده',
}
