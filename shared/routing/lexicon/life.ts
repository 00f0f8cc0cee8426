import type { Concepts } from './types.ts'

/** The sides of a life. How many of them a request touches says more than which. */
export const life: Concepts = {
  work: 'job jobs work career boss colleague employer office promotion salary contract offer manager business company firm startup shop client clients tenure practice freelance role team arbeit beruf* karriere chef* firma laden stelle gehalt angebot selbststandig* kunden betrieb travail boulot emploi poste carriere salaire boite patron entreprise trabajo empleo puesto carrera sueldo empresa jefe* negocio oferta trabalho emprego carreira salario chefe proposta prac* robot* szef* firm* etat* kariera pensj* 仕事 会社 転職 職場 昇進 上司 店 起業 独立 事業 shift shifts عمل شغل وظيف* شركه مدير راتب محل مشروعي',
  family:
    'kid kids child children son daughter baby mum mom mother dad father parents family brother sister grandma grandpa grandmother nan twins custody nephew uncle auntie kind kinder* sohn tochter mama papa mutter vater eltern familie bruder schwester oma opa zwillinge enfant enfants fils fille bebe maman pere mere famille frere soeur mamie hijo hijos hija hijas madre padre padres familia hermano hermana abuela ninos filho filhos filha mae pai pais irmao irma avo vo dzieck* dzieci syn* corka corki mam* tat* rodzic* rodzin* brat* siostr* babci* 子ども 子供 息子 娘 母 父 親 両親 家族 兄 妹 姉 弟 祖母 ابن ابني بنتي اطفال اولاد امي ابي ابوي والدتي والدي عائل* اهل اخي اختي جدتي',
  partner:
    'wife husband partner girlfriend boyfriend spouse she he ex fiance frau mann freundin freund partnerin verlobte* femme mari compagn* copine copain conjoint mujer marido novi* espos* pareja esposa namorad* parceir* zon* maz meza partner* 妻 夫 彼女 彼氏 旦那 嫁 زوجي زوجتي خطيب* شريك*',
  money:
    'money savings debt loan mortgage cash income salary pension rent inheritance overdraft payroll bank tuition geld erspart* schulden kredit einkommen rente miete erbe argent epargne dette* pret credit revenu* loyer heritage dinero ahorros deuda* prestamo hipoteca ingreso* alquiler herencia plata dinheiro divida* emprestimo renda aluguel heranca grana pieniadz* oszczednosc* dlug* kredyt* dochod* czynsz spad* お金 貯金 借金 ローン 収入 家賃 年金 相続 fund مال فلوس مدخرات دين ديون قرض راتب ميراث',
  health:
    'health sleep burnout illness diagnosis pain surgery therapy pregnant ivf chemo depression anxiety mood energy body knees back injury sober drinking gesundheit schlaf krank* schmerz* therapie schwanger* stimmung energie korper knie sante sommeil malad* douleur* enceinte humeur corps genou* salud sueno enferm* dolor* terapia embaraz* animo energia cuerpo rodilla* saude sono doen* dor gravid* humor corpo joelho* zdrowi* sen snu chorob* bol* terapi* ciaz* nastroj energi* cialo kolan* 健康 睡眠 病気 治療 妊娠 体調 気分 うつ 体 صحه صحتي نوم مرض الم علاج حمل مزاج طاقه',
  home: 'house flat home apartment farm city village country garden land haus wohnung hof stadt dorf heim maison appart* ferme ville campagne chez casa piso finca ciudad pueblo apartamento sitio cidade roca dom domu mieszkani* gospodarstw* miast* wies 家 マンション 実家 農家 田舎 都会 بيت منزل شقه مزرعه مدينه قريه',
  study:
    'degree phd thesis exam exams university college school study studies course masters residency studium prufung* uni schule doktor* ausbildung etudes examen fac ecole these master formation examen* universidad escuela tesis estudi* faculdade prova* universidade escola tese mestrado estud* studia studi* egzamin* szkol* doktorat* uczelni* 大学 試験 受験 卒業 留学 博士 学校 院 دراسه جامعه امتحان* مدرسه دكتوراه ماجستير',
  people:
    'friend friends friendship friendships people anyone everyone everybody someone neighbours lonely alone freunde leute jeder alle amis amies gens seul amigos amigas gente solo sola sozinh* przyjaciel* przyjaciol* znajom* ludzi* 友人 友達 人たち みんな اصدقاء اصحاب ناس',
  craft:
    'book novel band music art marathon training race choir writing album podcast buch roman musik chor livre musique entrainement libro novela musica entreno livro romance treino ksiazk* powiesc muzyk* trening* 小説 音楽 バンド 練習 マラソン كتاب روايه موسيقي تدريب',
}
