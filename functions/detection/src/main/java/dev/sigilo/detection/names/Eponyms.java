package dev.sigilo.detection.names;

import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;
import java.util.Locale;
import java.util.Set;

/** Names of people after whom illnesses, signs and tests are named. */
final class Eponyms {

    /** Eponyms that are listed as surnames: terms only before a noun or a result. */
    private static final IntTable SURNAMES = IntTable.words("""
            adams adson albert allen allis anderson apley arnold austin baker barlow barnes barton beck bell
            bennett bishop blair booth boyd brown bryant burns campbell carter chandler child christian clark
            clarke cole coleman collins connor cooper cornell craig crane crawford cullen daniel dawson dix duke
            duncan durkan ellis evans ewing faber finkelstein fisher flint fletcher fontaine ford foster fowler
            frank frankel freeman fuller galloway garden gardner garland gerber gilbert gillespie gordon graham
            grant graves gray green greene grey griffith gross hall hamilton harris hart harvey hawkins heath henry
            herbert hill holmes hoover hope horner howard hughes hunt hunter hurley jack jackson james jaeger
            jefferson jenkins jerk jobe jones joseph kelly kennedy kerr kidd king klein knight lambert lange
            lawrence leopold lewis lloyd logan long lowe lynch marcus marsh marshall martin mason maxwell mayo
            mccarthy mcmurray meyer meyers miller mills mitchell moore morgan morris morse mosher moses moynihan
            murphy murray nelson newman nixon noble norton ober oliver owen page paget parks patrick pearson perez
            phillips porter potter pratt price quintero ramsay randall ranson reed reynolds rice richardson riley
            roberts robinson rogers romano rose ross russell ryan salter samson samuel saunders schaefer schwartz
            scott sharp shaw sheldon simmonds simmons simpson sims sister mary snellen spencer stanley steele
            steell stewart stone stuart taylor thomas thompson thurston todd turner underwood vaughan wagner walker
            wallace ward warren washington watson weaver webb weber wells west wharton wheeler white williams
            wilson wood woods wright yates young yergason addison alport bartlett bethesda billings boyle braun
            burnett carrel castle chang chapman charnley chiari conn cope cotton crohn cushing debakey dorsey
            dressler duncan dwyer eaton farr fielding fitzpatrick fox garrett gibson gleason goodpasture graefe
            grashey gunn hale hanson hanssen hardy hartley hartmann hawkins heller helms hirsch hodge hodgkin
            humphrey hurst hutchinson hutchison jamar janeway ramstedt keller kent kidner kocher koch lambert
            lister little lockwood ludwig maddox magnus malone marfan mason mcburney mcvay medina menghini merkel
            meyerson michel miles millard moran morison morquio morton nichols norwood osborne palmer parry paul
            paulus pearson pierce pinard pott potts preston pringle pugh raynor reiter rendu rhodes riedel ritter
            robertson rosen rossi sanders seldinger senning sheehan simon skene sprague starling still stokes
            strauss sutton talbot tanner thiel thorn tillman tyndall unger vogt waldron waterston weeks weiss welch
            werner whitmore wolff""");
    /** Tests whose name is also a given name. */
    private static final IntTable TESTS = IntTable.words("allen jack thomas craig ely gordon");
    /** Eponyms of two words that could also be a person's name. */
    private static final Set<String> PAIRS = Set.of(
            "marcus gunn",
            "argyll robertson",
            "mary joseph",
            "austin flint",
            "graham steell",
            "grey turner",
            "gray turner",
            "ivor lewis");
    /** Eponyms of several people, joined by hyphens, that are not double surnames. */
    private static final Set<String> COMPOUNDS = Set.of("""
            lennox-gastaut landau-kleffner mallory-weiss budd-chiari dandy-walker arnold-chiari guillain-barre
            guillain-barré wolff-parkinson-white ehlers-danlos charcot-marie-tooth stevens-johnson brown-sequard
            brown-séquard klippel-feil klippel-trenaunay sturge-weber prader-willi peutz-jeghers plummer-vinson
            osler-weber-rendu hippel-lindau holt-oram lesch-nyhan niemann-pick tay-sachs creutzfeldt-jakob
            jakob-creutzfeldt wernicke-korsakoff lambert-eaton ramsay-hunt churg-strauss henoch-schonlein
            henoch-schönlein waterhouse-friderichsen zollinger-ellison crigler-najjar dubin-johnson
            rokitansky-aschoff legg-calve-perthes legg-calvé-perthes calve-perthes osgood-schlatter sinding-larsen
            salter-harris lauge-hansen kellgren-lawrence child-pugh dix-hallpike weber-rinne dennie-morgan
            fitz-hugh-curtis kayser-fleischer marcus-gunn argyll-robertson call-exner brescia-cimino hardy-weinberg
            frank-starling cheyne-stokes kussmaul-maier sokolow-lyon ziehl-neelsen hosmer-lemeshow harris-benedict
            cockcroft-gault mifflin-st durie-salmon ann-arbor hunt-hess spetzler-martin stokes-adams adams-stokes
            jervell-lange-nielsen romano-ward lown-ganong-levine bland-white-garland blalock-taussig
            senning-mustard carter-thomason semmes-weinstein gilles-tourette smith-magenis rubinstein-taybi
            silver-russell beckwith-wiedemann pierre-robin treacher-collins laurence-moon bardet-biedl
            alport-fechtner wiskott-aldrich chediak-higashi bernard-soulier diamond-blackfan birt-hogg-dube
            birt-hogg-dubé li-fraumeni muir-torre""".strip().split("\\s+"));
    /** Discoverers of illnesses whose name is also a given name. */
    private static final IntTable GIVEN_NAMES = IntTable.words("""
            addison todd barlow paget conn marion wilson perry palmer""");

    private Eponyms() {}

    /** Returns whether the word is an eponym that is listed as a surname. */
    static boolean isSurname(TextWords words, int i) {
        return words.isIn(i, SURNAMES);
    }

    /** Returns whether the word is an eponym that is also a given name. */
    static boolean isGivenName(TextWords words, int i) {
        return words.isIn(i, GIVEN_NAMES);
    }

    /** Returns whether the word names a test and is also a given name: "Allen test". */
    static boolean isTest(TextWords words, int i) {
        return words.isIn(i, TESTS);
    }

    /** Returns whether two words, joined by a space, are one eponym: "Mary Joseph", "Austin Flint". */
    static boolean isPair(String names) {
        return PAIRS.contains(names.toLowerCase(Locale.ROOT));
    }

    /** Returns whether the text is an eponym of several people: "Lennox-Gastaut". */
    static boolean isCompound(String names) {
        return COMPOUNDS.contains(names.toLowerCase(Locale.ROOT).replace('–', '-'));
    }
}
