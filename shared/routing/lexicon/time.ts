import type { Concepts } from './types.ts'

/** When: from a clock time to a lifetime. */
export const time: Concepts = {
  now: 'now today tonight tomorrow yesterday tmrw tmr morning evening noon heute morgen gestern abend jetzt aujourdhui demain hier soir matin maintenant hoy manana ayer noche tarde ahora hoje amanha ontem noite agora dzis dzisiaj jutro wczoraj wieczorem rano teraz 今日 明日 昨日 今夜 今朝 夕方 今 اليوم غدا بكرا بكره امس الليله الان #time',
  weekday:
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun mondays tuesdays wednesdays thursdays fridays saturdays sundays montag* dienstag* mittwoch* donnerstag* freitag* samstag* sonntag* lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado* domingo* segunda terca quarta quinta sexta poniedzial* wtorek srod* czwartek piatek piatk* sobot* niedziel* 月曜 火曜 水曜 木曜 金曜 土曜 日曜 السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه',
  week: 'week weekly weekend fortnight woche* wochenende semaine* semana* tydzien tygodni* weekend* 週 今週 来週 先週 週末 اسبوع* الويكند',
  month:
    'month monthly monat* mois mes mese miesiac* miesiec* 月末 来月 先月 今月 شهر الشهر january february march april june july august september october november december januar februar marz mai juni juli oktober dezember janvier fevrier avril juin juillet aout septembre octobre novembre decembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro junho julho setembro outubro novembro dezembro stycz* lut* marca kwiet* maja czerw* lip* sierp* wrzes* pazdz* listop* grud*',
  months:
    'months quarter quarters spring summer autumn winter semester season term monate monaten quartal* fruhjahr fruhling sommer herbst meses trimestre* printemps ete automne hiver saison primavera verano otono invierno temporada verao outono inverno miesiecy miesiace kwarta* wiosn* lato lata jesien* zim* か月 ヶ月 カ月 四半期 春 夏 秋 冬 学期 半年 اشهر شهور فصل صيف شتاء ربيع',
  years:
    'year years decade decades lifetime forever #year jahr jahre jahren jahrzehnt* lebenslang an ans annee annees decennie ano anos decada* rok roku lat latach dekad* 年間 年後 十年 五年 三年 一年 二年 来年 去年 今年 سنه سنوات سنين عام اعوام السنه عقد',
  since:
    'since ago history whole entire last seit vorher ganze depuis tout entier desde hace todo ha inteiro od odkad caly cala 以来 から これまで منذ طوال كامل كل',
  until: 'until till by before jusqu bis hasta ate まで حتي قبل',
  age: 'old age aged turning alt jahrig ans 歳 才 عمري',
}
