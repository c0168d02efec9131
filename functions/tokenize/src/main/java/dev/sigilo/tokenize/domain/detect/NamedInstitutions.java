package dev.sigilo.tokenize.domain.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * Institutions in English texts by their form: a word for one, with a capital, behind a name ("Shadyside Hospital", "Life Care
 * Center", "St. Luke's Medical Center") or before "of" and a name ("University of Houston"). A department ("Pain Clinic",
 * "Cardiology Clinic") and "the hospital" are none. Also what somebody works at or was treated at, of any words ("works at Golden
 * Lotus Nails"), and the place that somebody lives near or comes from ("ranches outside Chinle").
 */
final class NamedInstitutions {

    private static final int MOST_WORDS = 7;

    private static final IntTable HEADS = ClinicalScales.words("hospital hospitals clinic infirmary university college hospice "
            + "institute sanatorium polyclinic pharmacy school academy preschool kindergarten polytechnic laboratory laboratories associates "
            + "pavilion imaging dialysis orthopedics orthopaedics pediatrics transit infusion orthotics prosthetics drugstore freightways "
            + "trucking logistics accountants restaurant elementary llc llp pllc inc foundry brewery bakery creamery sawmill steakhouse motel");
    /** Heads that can also be departments or things: the word before must be a listed name or in no list. */
    private static final IntTable STRICT_HEADS = ClinicalScales.words("counseling roofing plumbing landscaping packaging drugs labs diagnostics parish church chapel synagogue mosque ministries tabernacle "
            + "daycare childcare manor cardiology neurology urology nephrology dermatology gastroenterology endocrinology rheumatology ophthalmology "
            + "oncology radiology pathology neurosurgery podiatry optometry dentistry orthodontics psychiatry obgyn consultants physicians "
            + "salon nails diner cafe mortuary cemetery library museum airlines airways trucking foods steel motors realty enterprises company corporation industries ambulance ymca ywca ems symphony orchestra philharmonic terminals apothecary freight farms dairy ranch tire brake");
    /** These are a head with "center" or "home" behind them. */
    private static final IntTable BEFORE_CENTER = ClinicalScales.words("medical health care cancer heart surgery surgical rehabilitation "
            + "rehab treatment breast trauma convalescent healthcare wellness senior community endoscopy imaging dialysis infusion birth birthing "
            + "women children recovery counseling dental eye kidney spine pain diagnostic");
    /** These are a head with "services" behind them. */
    private static final IntTable BEFORE_SERVICES = ClinicalScales.words("home senior health family community legal transportation nursing "
            + "rehabilitation rehab counseling aging infusion hospice staffing");
    /** First words of two-word heads, whose second word is in {@link #SECOND}: "Red Mesa Funeral Home", "QuickKids Urgent Care". */
    private static final IntTable FIRST = ClinicalScales.words("funeral nursing urgent mental occupational behavioral home public family women assisted "
            + "physical vocational medical dental memory fire police adult internal primary oral reference radiology imaging");
    private static final IntTable SECOND = ClinicalScales.words("home care health practice medicine living therapy supply arts department "
            + "associates rehabilitation program surgery lab group partners");
    private static final IntTable SERVICES = ClinicalScales.words("services");
    private static final IntTable CENTER = ClinicalScales.words("center centre");
    /** Companies whose name has no other meaning. */
    private static final IntTable COMPANIES = ClinicalScales.words("walgreens cvs walmart costco kroger safeway publix amedisys davita lincare bayada gentiva labcorp fedex starbucks "
            + "mcdonalds amtrak chipotle alcoa shopko petsmart instacart doordash menards meijer wegmans hyvee albertsons apria");
    private static final IntTable OF_HEADS = ClinicalScales.words("university college hospital institute");
    /** Words that never name a particular institution. */
    private static final IntTable GENERIC = ClinicalScales.words("street molecular interventional processed diagnostic radiation nuclear the a an this our outside local regular other another each any and in at to "
            + "from by dear new patient patients emergency inpatient outpatient day walk follow up pain cardiology neurology oncology surgery surgical "
            + "orthopedic orthopaedic pediatric pediatrics wound foot diabetes diabetic coumadin anticoagulation fertility memory sleep dental eye "
            + "urology dermatology gastroenterology endocrinology rheumatology hematology infectious disease pulmonary renal "
            + "transplant psychiatric psychiatry mental behavioral physical occupational therapy rehabilitation rehab skilled nursing "
            + "long term acute care tertiary teaching primary family internal medicine medical health women men well baby infant prenatal "
            + "obstetric gynecology ob gyn ent allergy asthma spine heart stroke cancer tumor breast vascular vein hand sports travel "
            + "urgent express retail specialty compounding mail order high middle elementary grade junior nursery public private "
            + "endoscopy dialysis birth birthing recovery counseling kidney social aging hospice staffing legal "
            + "imaging laboratory associates physicians practice home center centre clinic hospital school college university pharmacy institute graduate law business summer sunday old "
            + "general memorial county city community regional state veterans va children childrens methodist");
    /** Of these one is enough before "Hospital" within a sentence: it is the one of that town. */
    private static final IntTable WITH_HOSPITAL = ClinicalScales.words("general memorial county city community regional children childrens "
            + "veterans va methodist university");
    /** What somebody does at an employer or school. People's occupations count too. */
    private static final IntTable WORKS = ClinicalScales.words("work works worked working job jobs employed employee student teaches taught teaching attends "
            + "attended enrolled volunteer volunteers volunteered retired shift shifts internship apprentice studies studied coaches coached sings plays teller "
            + "cashier clerk barista bartender welder mechanic paralegal dispatcher janitor custodian foreman supervisor freshman sophomore senior");
    /** What is done to patients at a hospital or clinic. */
    private static final IntTable TREATED = ClinicalScales.words("seen evaluated hospitalized admitted delivered therapy rehab obtained performed done "
            + "mammogram biopsy surgery operated treated born consult transplant dialysis appointment stay follows followed booster vaccine vaccinated");
    /** What somebody does or has where they live or travel. */
    private static final IntTable LIVES = ClinicalScales.words("live lives lived living reside resides moved born raised grew farm farms ranch ranches ranched cabin "
            + "home house shop hunts hunted fishes fishing camping hiking trip vacation stationed visiting visited traveled crash accident");
    private static final IntTable AT = ClinicalScales.words("at for");
    private static final IntTable NEAR = ClinicalScales.words("near outside");
    private static final IntTable INNER = ClinicalScales.words("of");
    private static final int AT_PLACE = Hashes.folded("at");
    private static final int REACH = 6;
    private static final int CREDIT = Hashes.folded("credit");
    private static final int UNION = Hashes.folded("union");
    /** Words for institutions that may follow a name in lower case: "to Rouses pharmacy". */
    private static final IntTable SMALL_HEADS = ClinicalScales.words("pharmacy hospital elementary drugstore");
    private static final IntTable LEVELS = ClinicalScales.words("middle high elementary primary");
    private static final int SCHOOL = Hashes.folded("school");
    private static final IntTable AND = ClinicalScales.words("and");
    /** A letterhead ends within this many words of the start of a text. */
    private static final int LETTERHEAD = 12;
    private static final int HOSPITAL = Hashes.folded("hospital");
    private static final int OF = Hashes.folded("of");
    private static final int THE = Hashes.folded("the");
    private static final int SAINT = Hashes.folded("st");
    private static final int POSSESSIVE = Hashes.folded("s");

    private final TextWords words;
    private final NameWords names;

    private NamedInstitutions(NameWords names) {
        this.words = names.words;
        this.names = names;
    }

    /** Returns what was found, in the order of the text and without overlap. */
    static List<Span> find(NameWords names) {
        NamedInstitutions institutions = new NamedInstitutions(names);
        List<Span> spans = new ArrayList<>();
        int free = 0;
        for (int i = 0; i < institutions.words.count; i++) {
            int end = institutions.headEnd(i);
            if (end == i && isCompany(institutions.words, i)) {
                spans.add(new Span(institutions.words.start[i], institutions.words.end[i], IdentifierType.INSTITUTION.name()));
                free = i + 1;
                continue;
            }
            if (end == i) {
                int small = institutions.behindSmallHead(i);
                if (small > i && i >= free) {
                    spans.add(new Span(institutions.words.start[i], institutions.words.end[small - 1], IdentifierType.INSTITUTION.name()));
                    free = small;
                    i = small - 1;
                    continue;
                }
                Span introduced = i >= free ? institutions.introducedBy(i) : null;
                if (introduced != null) {
                    spans.add(introduced);
                    free = institutions.words.endingAfter(i, introduced.end() - 1) + 1;
                    i = free - 1;
                }
                continue;
            }
            int last = institutions.nameBehind(i, end);
            int first = last > end ? i : institutions.nameBefore(i, end, free);
            first = first == i && last == end ? institutions.letterhead(i, end) : first;
            if (last > end || first < i) {
                last = institutions.withOtherHead(last);
                spans.add(new Span(institutions.words.start[first], institutions.words.end[last - 1], IdentifierType.HOSPITAL.name()));
                free = last;
                i = last - 1;
            }
        }
        return spans;
    }

    /** Returns the word after an institution in lower case behind a name ("Rouses pharmacy", "cheney middle school"), or {@code i}. */
    private int behindSmallHead(int i) {
        int head = i + 1;
        if (head >= words.count || !words.isLetters(i) || words.gap[head] != TextWords.ONE_SPACE || words.shape[head] != 0 || words.length(i) < 4
                || words.wordClass[i] != WordClasses.NONE || !words.isIn(head, words.shape[i] == 1 ? SMALL_HEADS : LEVELS) || words.isIn(i, GENERIC)) {
            return i;
        }
        boolean name = names.isUnlisted(i) || names.isListed(i) && (names.lists(i) & Lexicon.CLINICAL) == 0;
        if (words.shape[i] == 1) {
            return name && !words.startsLine(i) ? head + 1 : i;
        }
        boolean school = words.shape[i] == 0 && head + 1 < words.count && words.hash[head + 1] == SCHOOL && words.shape[head + 1] == 0;
        return school && (names.isUnlisted(i) || names.isListed(i)) && NameCues.of(words.hash[i]) == IntTable.ABSENT ? head + 2 : i;
    }

    /** Returns the first word of a letterhead in capitals ("COASTAL BEND DIAGNOSTIC CENTER"), or {@code head} if the line is none. */
    private int letterhead(int head, int end) {
        if (end != head + 2 || words.shape[head] != 2 || end > LETTERHEAD || end < words.count && !words.startsLine(end)) {
            return head;
        }
        int first = head;
        boolean named = false;
        while (first > 0 && !words.startsLine(first) && words.shape[first - 1] == 2 && words.gap[first] == TextWords.ONE_SPACE) {
            first--;
            named |= !words.isIn(first, GENERIC) && (names.lists(first) & Lexicon.CLINICAL) == 0;
        }
        return named && head - first > 1 && (first == 0 || words.startsLine(first)) ? first : head;
    }

    /** "Tamimi Tire [and Brake]". */
    private int withOtherHead(int end) {
        boolean other = end + 1 < words.count && words.gap[end] == TextWords.ONE_SPACE && (words.isIn(end, AND) || names.character(end) == '&')
                && words.gap[end + 1] == TextWords.ONE_SPACE && isCapital(end + 1) && (words.isIn(end + 1, HEADS) || words.isIn(end + 1, STRICT_HEADS));
        return other ? end + 2 : end;
    }

    private static boolean isCompany(TextWords words, int i) {
        return words.isLetters(i) && words.isCapitalised(i) && words.isIn(i, COMPANIES);
    }

    /** Returns the place or institution that "at", "for", "near" or "outside" introduces after what somebody does there, or null. */
    private Span introducedBy(int i) {
        boolean near = words.isIn(i, NEAR);
        if (!near && !words.isIn(i, AT) || words.isCapitalised(i) || i + 1 >= words.count) {
            return null;
        }
        int first = words.hash[i + 1] == THE && words.shape[i + 1] == 0 && !near ? i + 2 : i + 1;
        int end = first;
        while (end < words.count && end - first < MOST_WORDS && !words.startsLine(end) && (end == first || words.gap[end] == TextWords.ONE_SPACE || words.isGlued(end))) {
            if (isCapital(end)) {
                end++;
            } else if (end > first && end + 1 < words.count && isJoint(end) && isCapital(end + 1)) {
                end += 2;
            } else if (end > first && end + 1 < words.count && isApostrophe(end) && words.hash[end + 1] == POSSESSIVE && words.isGlued(end + 1)) {
                end += 2;
            } else {
                break;
            }
        }
        if (end == first || words.gap[first] != TextWords.ONE_SPACE || end < words.count && words.isDigits(end)) {
            return null;
        }
        int capitals = 0;
        int clinical = 0;
        boolean unlisted = true;
        boolean generic = true;
        for (int k = first; k < end; k++) {
            if (!isCapital(k)) {
                continue;
            }
            int lists = names.lists(k);
            if (words.wordClass[k] != WordClasses.NONE) {
                return null;
            }
            clinical += (lists & Lexicon.CLINICAL) != 0 && (lists & (Lexicon.PLACE | NameWords.LISTED)) == 0 ? 1 : 0;
            capitals++;
            unlisted &= names.isUnlisted(k);
            generic &= words.isIn(k, GENERIC);
        }
        // A word alone in capitals or of three letters is more often an abbreviation: "pacing performed at SVC".
        if (generic || clinical == capitals && capitals < 3 || words.length(first) < 2 || capitals == 1 && (names.isClosed(first) || words.shape[first] == 2 || words.length(first) < 4)) {
            return null;
        }
        IdentifierType type = null;
        if (near) {
            type = capitals == 1 && (unlisted || (names.lists(first) & Lexicon.PLACE) != 0) && isDone(i, LIVES, false) ? IdentifierType.TERRITORY : null;
        } else if (isDone(i, WORKS, words.hash[i] == AT_PLACE) || clinical == 0 && words.hash[i] == AT_PLACE && (capitals > 1 || unlisted) && isDone(i, TREATED, false)) {
            type = IdentifierType.INSTITUTION;
        }
        return type == null ? null : new Span(words.start[first], words.end[end - 1], type.name());
    }

    /** The "&" of "Bauer & Stone", the "of" of "Bank of Utah", the hyphen of "H-E-B". */
    private boolean isJoint(int k) {
        char c = names.character(k);
        return words.kind[k] == TextWords.OTHER && (c == '&' || c == '-' && words.isGlued(k) && words.isGlued(k + 1)) || words.shape[k] == 0 && words.isIn(k, INNER);
    }

    private boolean isDone(int i, IntTable what, boolean occupations) {
        for (int k = i - 1; k >= 0 && i - k <= REACH && !words.startsLine(k + 1); k--) {
            char c = names.character(k);
            if (words.kind[k] == TextWords.OTHER && (c == '.' || c == ';' || c == ':')) {
                return false;
            }
            if (words.shape[k] == 0 && (words.isIn(k, what) || occupations && (names.lists(k) & Lexicon.PROFESSION) != 0)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the word after the words for an institution that begin at this word, or {@code i}. */
    private int headEnd(int i) {
        if (!isCapital(i)) {
            return i;
        }
        boolean follows = i + 1 < words.count && words.gap[i + 1] == TextWords.ONE_SPACE && isCapital(i + 1);
        if (follows && words.isIn(i, FIRST) && words.isIn(i + 1, SECOND)) {
            return i + 2;
        }
        if (follows && (words.isIn(i, BEFORE_CENTER) && words.isIn(i + 1, CENTER)
                || words.isIn(i, BEFORE_SERVICES) && words.isIn(i + 1, SERVICES))) {
            return i + 2;
        }
        if (follows && words.hash[i] == CREDIT && words.hash[i + 1] == UNION) {
            return i + 2;
        }
        return words.isIn(i, HEADS) || words.isIn(i, STRICT_HEADS) ? i + 1 : i;
    }

    private boolean isStrict(int head, int end) {
        return end == head + 1 ? words.isIn(head, STRICT_HEADS) : words.isIn(head, FIRST) && words.isIn(head + 1, SECOND);
    }

    private int nameBehind(int head, int end) {
        if (end != head + 1 || !words.isIn(head, OF_HEADS) || end + 1 >= words.count || words.hash[end] != OF || words.startsLine(end)) {
            return end;
        }
        int k = words.hash[end + 1] == THE ? end + 2 : end + 1;
        int first = k;
        while (k < words.count && k - first < 3 && words.gap[k] == TextWords.ONE_SPACE && isCapital(k) && !words.isIn(k, GENERIC)) {
            k++;
        }
        return k > first && isName(first) ? k : end;
    }

    private int nameBefore(int head, int end, int free) {
        int first = head;
        int named = head;
        boolean upper = words.shape[head] == 2;
        while (first > free && head - first < MOST_WORDS && words.gap[first] == TextWords.ONE_SPACE) {
            int before = first - 1;
            char c = names.character(before);
            if (words.hash[before] == POSSESSIVE && before >= 2 && isApostrophe(before - 1) && isCapital(before - 2) && before - 2 >= free) {
                before -= 2;
            } else if (c == '.' && before > free && words.hash[before - 1] == SAINT && isCapital(before - 1)) {
                return before - 1;
            } else if (!isCapital(before) && !(c == '&' && words.gap[before] == TextWords.ONE_SPACE && before > free && isCapital(before - 1))) {
                break;
            }
            first = before;
            boolean names = isName(first) && (!isStrict(head, end) || isStrictName(first)) || isWithHospital(first, head, end);
            // In capitals the words before a name look like it.
            if (names || !upper && named < head && !words.isIn(first, GENERIC)) {
                named = first;
            }
        }
        return named;
    }

    private boolean isWithHospital(int i, int head, int end) {
        return end == head + 1 && words.hash[head] == HOSPITAL && words.isIn(i, WITH_HOSPITAL) && words.shape[head] == 1 && i > 0
                && !words.startsLine(i) && words.isLetters(i - 1) && words.shape[i - 1] == 0;
    }

    /** Whether a word is a name: it is listed as a place or name, or not listed as an ordinary word. */
    private boolean isName(int i) {
        if (words.isIn(i, GENERIC) || words.length(i) < 3) {
            return false;
        }
        int lists = names.lists(i);
        boolean listed = (lists & (Lexicon.PLACE | NameWords.LISTED)) != 0;
        if (words.shape[i] == 2 || words.startsLine(i)) {
            return listed && (lists & Lexicon.COMMON_WORD) == 0 && !names.isOrdinary(i);
        }
        return listed || (lists & Lexicon.CLINICAL) == 0 && !names.isClosed(i) && !names.isOrdinary(i);
    }

    private boolean isStrictName(int i) {
        int lists = names.lists(i);
        return lists == 0 || (lists & (Lexicon.PLACE | NameWords.LISTED)) != 0 && (lists & Lexicon.CLINICAL) == 0;
    }

    private boolean isCapital(int i) {
        return words.isLetters(i) && words.isCapitalised(i);
    }

    private boolean isApostrophe(int i) {
        return "'’".indexOf(names.character(i)) >= 0;
    }
}
