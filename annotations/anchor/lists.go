package anchor

import (
	"math/bits"
	"strings"
	"sync"
)

// A language is the words of one language whose change may turn a passage into another claim. All are our own lists, in lower case
// and without regard to inflection beyond what is listed.
type language struct {
	negations string
	hedges    string // how sure something is, or by whose word
	numbers   string // number words, dates and units
	common    string // words by which a text is known to be in the language
}

// languages is read only.
var languages = []language{
	{ // English
		"not no never none nobody nothing nowhere neither nor without cannot cant refuse refused refuses refusing deny denied denies denying reject rejected rejects fail failed fails failing hardly barely scarcely lack lacks lacked unless except ruled",
		"alleged allegedly reportedly reported apparently apparent likely unlikely possible possibly probable probably perhaps maybe might may could would should must seems seem seemed appears appear appeared suspected purported purportedly supposed supposedly presumably potential potentially claims claimed claim almost nearly about approximately some partly partially largely mostly only all every any always often sometimes rarely",
		"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half quarter third twice double triple first second third fourth fifth sixth seventh eighth ninth tenth january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow percent per cent % km kilometre kilometres kilometer kilometers mile miles metre metres meter meters kg kilo kilos ton tons tonne tonnes dollar dollars euro euros pound pounds hour hours minute minutes day days week weeks month months year years",
		"the of and to in a is that for it was on with as be by at from this have has had are were been its their he she they we said will which who but an or his her",
	},
	{ // German
		"nicht kein keine keinen keiner keines keinem nie niemals niemand nichts nirgends weder noch ohne lehnt lehnte abgelehnt ablehnt verweigert verweigerte bestreitet bestritt dementiert dementierte kaum",
		"angeblich mutmaßlich mutmaßliche vermeintlich offenbar wohl vielleicht möglicherweise wahrscheinlich vermutlich könnte könnten dürfte dürften soll sollen sollte müsste würde würden scheint scheinen etwa rund fast nahezu teilweise nur alle immer oft selten",
		"null ein eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert tausend million millionen milliarde milliarden dutzend hälfte viertel erste zweite dritte januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern morgen prozent kilometer meter tonnen euro dollar stunde stunden minuten tag tage tagen woche wochen monat monate monaten jahr jahre jahren",
		"der die das und in den von zu mit sich des auf für ist im dem ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über",
	},
	{ // French
		"ne pas non jamais aucun aucune rien personne ni sans nul refuse refusé refusent refuser nie nié dément démenti rejette rejeté guère",
		"présumé présumée prétendu prétendument apparemment peut-être probablement possible possiblement vraisemblablement pourrait pourraient devrait devraient serait seraient aurait auraient semble semblent environ presque près partiellement seulement tous toutes toujours souvent rarement selon",
		"zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quinze vingt trente quarante cinquante soixante cent cents mille million millions milliard milliards douzaine moitié tiers quart premier première deuxième janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche aujourd'hui hier demain pourcent kilomètres mètres tonnes euros dollars heure heures minutes jour jours semaine semaines mois an ans année années",
		"de la le les et des en un une du dans est que pour qui par sur au plus avec il a ce pas ne se son sont aux elle ont été cette mais",
	},
	{ // Spanish
		"no nunca jamás nadie nada ningún ninguno ninguna ni sin tampoco niega negó rechaza rechazó rechazado apenas",
		"presunto presunta presuntamente supuesto supuesta supuestamente aparentemente quizá quizás tal posible posiblemente probable probablemente podría podrían debería deberían sería serían habría habrían parece parecen casi aproximadamente cerca unos parcialmente sólo solo todos todas siempre según",
		"cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece quince veinte treinta cuarenta cincuenta cien ciento mil millón millones docena mitad tercio cuarto primero primera segundo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo hoy ayer mañana kilómetros metros toneladas euros dólares hora horas minutos día días semana semanas mes meses año años",
		"de la que el en y a los se del las un por con una su para es al lo como más o pero sus le ha fue este son entre está",
	},
	{ // Italian
		"non mai nessuno nessuna niente nulla né senza nega negato rifiuta rifiutato respinge respinto",
		"presunto presunta apparentemente forse probabilmente possibile potrebbe potrebbero dovrebbe sarebbe sembra circa quasi solo tutti sempre secondo",
		"zero uno due tre quattro cinque sei sette otto nove dieci dodici venti trenta cento mille milione milioni miliardi primo seconda gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica oggi ieri domani ore giorni settimane mesi anni chilometri",
		"di che il e la per un in del con una si le della nel sono da gli al è dei alla ha",
	},
	{ // Portuguese
		"não nunca jamais ninguém nada nenhum nenhuma nem sem nega negou recusa recusou rejeita rejeitou",
		"suposto suposta alegadamente aparentemente talvez provavelmente possível poderia deveria seria parece cerca quase apenas todos sempre segundo",
		"zero um dois três quatro cinco seis sete oito nove dez doze vinte trinta cem mil milhão milhões bilhões primeiro janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro segunda terça quarta quinta sexta sábado domingo hoje ontem amanhã horas dias semanas meses anos quilômetros",
		"o os as do da em para com uma no na se ao dos que de e é foi por mais",
	},
	{ // Dutch
		"niet geen nooit niemand niets nergens noch zonder weigert weigerde ontkent ontkende verwerpt verwierp",
		"vermeend vermeende naar verluidt blijkbaar misschien mogelijk waarschijnlijk zou zouden kan kunnen lijkt ongeveer bijna alleen altijd volgens",
		"nul een één twee drie vier vijf zes zeven acht negen tien twaalf twintig dertig honderd duizend miljoen miljard eerste tweede januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag gisteren morgen procent uur dagen weken maanden jaar kilometer",
		"het een van en de is op te dat die zijn voor met in niet aan er om ook als door naar bij",
	},
	{ // Polish
		"nie nigdy nikt nic żaden żadna bez ani odmawia odmówił odmówiła zaprzecza zaprzeczył odrzucił",
		"domniemany rzekomo podobno może możliwe prawdopodobnie mógłby powinien około prawie tylko wszyscy zawsze według",
		"zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwanaście dwadzieścia sto tysiąc tysięcy milion milionów pierwszy stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia poniedziałek wtorek środa czwartek piątek sobota niedziela dziś wczoraj jutro procent godzin dni tygodni miesięcy lat kilometrów",
		"w i z na się do że to jest o po jak nie od przez za ale dla przy oraz",
	},
	{ // Turkish
		"değil yok hiç asla hayır ne reddetti yalanladı",
		"iddia muhtemelen belki olabilir yaklaşık neredeyse sadece herkes her",
		"sıfır bir iki üç dört beş altı yedi sekiz dokuz on yirmi otuz yüz bin milyon milyar ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık pazartesi salı çarşamba perşembe cuma cumartesi pazar bugün dün yarın yüzde saat gün hafta ay yıl kilometre",
		"ve bir bu için ile da de olarak olan çok daha ise kadar gibi sonra",
	},
	{ // Russian, Ukrainian
		"не нет ни никогда никто ничего нигде никакой без отказался отказалась отказывается отказали отрицает отрицал опроверг отверг отвергает нельзя ні ніколи ніхто нічого ніде жоден відмовився відмовляється заперечує відкинув немає нема",
		"якобы предположительно предполагаемый видимо возможно вероятно может могут мог мог бы похоже кажется около почти примерно частично только все всегда часто нібито ймовірно можливо мабуть може можуть здається близько майже приблизно частково лише всі завжди",
		"ноль один одна одно два две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать двадцать тридцать сорок пятьдесят сто тысяча тысячи тысяч миллион миллиона миллионов миллиард миллиардов половина треть четверть первый первая второй третий января февраля марта апреля мая июня июля августа сентября октября ноября декабря понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье сегодня вчера завтра процент процента процентов километр километра километров метров тонн рублей долларов евро час часа часов минут день дня дней неделя недели недель месяц месяца месяцев год года лет нуль одна дві чотири п'ять шість сім вісім дев'ять десять дванадцять двадцять тисяча тисячі тисяч мільйон мільйонів мільярд січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня понеділок вівторок середа четвер п'ятниця субота неділя сьогодні вчора завтра відсоток відсотків кілометрів тонн гривень годин хвилин день днів тиждень тижнів місяць місяців рік років",
		"и в на что с по как это из у за от к о для но а он она они его её так же было был быть і та що з до як це від про але він вона вони його її були бути у",
	},
	{ // Greek
		"δεν δε μη μην όχι ποτέ κανείς κανένας καμία κανένα τίποτα ούτε χωρίς αρνήθηκε αρνείται απέρριψε διέψευσε",
		"φερόμενος φέρεται ίσως πιθανόν πιθανώς μάλλον ενδέχεται μπορεί θα φαίνεται περίπου σχεδόν μόνο όλοι πάντα",
		"μηδέν ένας ένα μία δύο τρεις τρία τέσσερις τέσσερα πέντε έξι επτά οκτώ εννέα δέκα δώδεκα είκοσι τριάντα εκατό χίλια χιλιάδες εκατομμύρια δισεκατομμύρια πρώτος δεύτερος ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή σήμερα χθες αύριο ευρώ ημέρες εβδομάδες μήνες χρόνια",
		"και το να του η της με που την από για είναι στο τα των σε ο οι στην τη τον στη ότι στον τους",
	},
	{ // Arabic, Persian
		"لا لم لن ليس ليست ما غير دون بدون رفض رفضت يرفض ترفض نفى نفت ينفي نه نیست نمی هیچ بدون رد",
		"يزعم زعم المزعوم مزاعم ربما قد يبدو يحتمل محتمل المحتمل نحو حوالي تقريبا فقط كل شاید احتمالا حدود تقریبا فقط همه",
		"صفر واحد واحدة اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية تسعة عشرة عشر عشرون عشرين ثلاثون ثلاثين مئة مائة ألف آلاف مليون ملايين مليار يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد اليوم أمس غدا يوم أيام أسبوع أسابيع شهر أشهر سنة سنوات عام أعوام یک دو سه چهار پنج شش هفت هشت نه ده صد هزار میلیون",
		"في من على إلى أن عن هذا هذه التي الذي مع كان كانت بعد قبل بين كما أو ثم حيث و به در که از را این با است برای",
	},
	{ // Hebrew
		"לא אין אינו אינה אינם בלי ללא אף מעולם לעולם שום סירב סירבה מסרב דחה דחתה הכחיש הכחישה",
		"לכאורה כביכול אולי ייתכן כנראה עשוי עשויה עלול עלולה נראה כ בערך כמעט רק כל תמיד לפי",
		"אפס אחד אחת שניים שתיים שני שתי שלושה שלוש ארבעה ארבע חמישה חמש שישה שש שבעה שבע שמונה תשעה תשע עשרה עשר עשרים שלושים מאה אלף אלפים מיליון מיליונים מיליארד ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר היום אתמול מחר יום ימים שבוע שבועות חודש חודשים שנה שנים",
		"של את על הוא היא עם כי גם לא זה אל או אם בין כל אבל הם היה הייתה יש אשר אחרי לפני",
	},
}

// The signs of scripts without spaces, where a change of one alone may turn a claim into another.
const (
	denseNegations = "不没沒无無未非否勿莫别別ずぬ"
	denseHedges    = "或约約疑"
	denseNumbers   = "〇零一二三四五六七八九十百千万萬亿億两兩半年月日周週倍"
	// Frequent Japanese family names of two signs.
	denseFamilyNames = "佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々 山口 松本 井上 木村 斎藤 清水 山崎 池田 橋本 阿部 石川 山下 中島 石井 小川 前田 岡田 藤田 後藤 近藤 村上 遠藤 青木 坂本 福田 太田 西村 藤井 岡本 金子 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山 和田 石田 森田 上田 安倍 岸田 菅野"
	// Frequent Chinese family names that are seldom part of other words.
	denseSurnames = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳徐孙孫马馬朱胡郭罗羅梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蔡蒋蔣潘袁董苏蘇魏吕呂杜丁沈姜崔谭譚陆陸汪廖贾賈韦韋邹鄒熊孟秦薛侯雷郝龚邵钱錢戴习習蓝藤鈴"
)

// A kind is what a changed word may do to a claim.
type kind uint8

const (
	plain kind = iota
	negation
	hedge
	quantity
)

// A lexicon knows what words do in each language, and by which words a language is known.
type lexicon struct {
	kinds  []map[uint64]kind // of each language
	common map[uint64]uint32 // the languages that a word is common in, a bit each
}

// lexicons is read only; it is made when it is first wanted.
var lexicons = sync.OnceValue(newLexicon)

// newLexicon reads the lists.
func newLexicon() *lexicon {
	l := &lexicon{common: map[uint64]uint32{}}
	for i, x := range languages {
		kinds := map[uint64]kind{}
		for _, list := range []struct {
			words string
			kind  kind
		}{{x.hedges, hedge}, {x.numbers, quantity}, {x.negations, negation}} {
			for w := range strings.FieldsSeq(list.words) {
				kinds[tokenise(w).all[0].fold] = list.kind
			}
		}
		l.kinds = append(l.kinds, kinds)
		for w := range strings.FieldsSeq(x.common) {
			l.common[tokenise(w).all[0].fold] |= 1 << i
		}
	}
	return l
}

// sampleMost is how many tokens of a text are looked at to tell its language, and commonLeast the share of its words, in percent, that
// are common in a language that it is taken to be in.
const (
	sampleMost  = 2000
	commonLeast = 8
)

// briefMost is how many words do not yet tell a language; with fewer, a text that is of none is taken for English.
const briefMost = 25

// of returns the words of the language that a text is in, nil if that is none of the lists.
func (l *lexicon) of(t *tokens) *speech {
	var count [32]int
	all := 0
	for _, k := range t.all[:min(len(t.all), sampleMost)] {
		if k.class != word {
			continue
		}
		all++
		for m := l.common[k.fold]; m != 0; m &= m - 1 {
			count[bits.TrailingZeros32(m)]++
		}
	}
	best := 0
	for i := range l.kinds {
		if count[i] > count[best] {
			best = i
		}
	}
	if all >= briefMost && (count[best]*100 < commonLeast*all || count[best] == 0) {
		return nil
	}
	return &speech{l.kinds[best], best == german}
}

// A speech is what is known of the language of a text.
type speech struct {
	kinds map[uint64]kind
	nouns bool // all nouns begin with a capital letter
}

// german is the index of German in languages.
const german = 1
