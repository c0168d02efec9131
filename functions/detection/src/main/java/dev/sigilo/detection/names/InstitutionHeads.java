package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;
import dev.sigilo.detection.words.TextWords;

/** Words that mark a name as that of a hospital, school or company; one or two words each. */
final class InstitutionHeads {

    /** Words for institutions. */
    private static final IntTable HEADS = IntTable.words("""
            hospital hospitals clinic infirmary university college hospice institute sanatorium polyclinic pharmacy
            school academy preschool kindergarten polytechnic laboratory laboratories associates pavilion imaging
            dialysis orthopedics orthopaedics pediatrics transit infusion orthotics prosthetics drugstore
            freightways trucking logistics accountants restaurant elementary llc llp pllc inc foundry brewery
            bakery creamery sawmill steakhouse motel""");
    /** Heads that can also be departments or things: the word before must be a listed name or unlisted. */
    private static final IntTable STRICT_HEADS = IntTable.words("""
            counseling roofing plumbing landscaping packaging drugs labs diagnostics parish church chapel synagogue
            mosque ministries tabernacle daycare childcare manor cardiology neurology urology nephrology
            dermatology gastroenterology endocrinology rheumatology ophthalmology oncology radiology pathology
            neurosurgery podiatry optometry dentistry orthodontics psychiatry obgyn consultants physicians salon
            nails diner cafe mortuary cemetery library museum airlines airways trucking foods steel motors realty
            enterprises company corporation industries ambulance ymca ywca ems symphony orchestra philharmonic
            terminals apothecary freight farms dairy ranch tire brake""");
    /** Words that are a head with "center" or "home" after them. */
    private static final IntTable BEFORE_CENTER = IntTable.words("""
            medical health care cancer heart surgery surgical rehabilitation rehab treatment breast trauma
            convalescent healthcare wellness senior community endoscopy imaging dialysis infusion birth birthing
            women children recovery counseling dental eye kidney spine pain diagnostic""");
    /** Words that are a head with "services" after them. */
    private static final IntTable BEFORE_SERVICES = IntTable.words("""
            home senior health family community legal transportation nursing rehabilitation rehab counseling aging
            infusion hospice staffing""");
    /**
     * First words of two-word heads, whose second word is in {@link #SECOND}: "Red Mesa Funeral Home", "QuickKids
     * Urgent Care".
     */
    private static final IntTable FIRST = IntTable.words("""
            funeral nursing urgent mental occupational behavioral home public family women assisted physical
            vocational medical dental memory fire police adult internal primary oral reference radiology imaging""");

    private static final IntTable SECOND = IntTable.words("""
            home care health practice medicine living therapy supply arts department associates rehabilitation
            program surgery lab group partners""");
    private static final IntTable SERVICES = IntTable.words("services");
    private static final IntTable CENTER = IntTable.words("center centre");
    private static final int CREDIT = Hashes.folded("credit");
    private static final int UNION = Hashes.folded("union");
    /** Words that never name a particular institution. */
    static final IntTable GENERIC = IntTable.words("""
            street molecular interventional processed diagnostic radiation nuclear the a an this our outside local
            regular other another each any and in at to from by dear new patient patients emergency inpatient
            outpatient day walk follow up pain cardiology neurology oncology surgery surgical orthopedic
            orthopaedic pediatric pediatrics wound foot diabetes diabetic coumadin anticoagulation fertility memory
            sleep dental eye urology dermatology gastroenterology endocrinology rheumatology hematology infectious
            disease pulmonary renal transplant psychiatric psychiatry mental behavioral physical occupational
            therapy rehabilitation rehab skilled nursing long term acute care tertiary teaching primary family
            internal medicine medical health women men well baby infant prenatal obstetric gynecology ob gyn ent
            allergy asthma spine heart stroke cancer tumor breast vascular vein hand sports travel urgent express
            retail specialty compounding mail order high middle elementary grade junior nursery public private
            endoscopy dialysis birth birthing recovery counseling kidney social aging hospice staffing legal
            imaging laboratory associates physicians practice home center centre clinic hospital school college
            university pharmacy institute graduate law business summer sunday old general memorial county city
            community regional state veterans va children childrens methodist""");

    static final int THE = Hashes.folded("the");
    static final int POSSESSIVE = Hashes.folded("s");

    private final TextWords words;

    InstitutionHeads(TextWords words) {
        this.words = words;
    }

    /** Returns the word after the words for an institution that begin at this word, or {@code i}. */
    int end(int i) {
        if (!words.isCapitalised(i)) {
            return i;
        }
        boolean follows = i + 1 < words.count && words.gap[i + 1] == TextWords.ONE_SPACE && words.isCapitalised(i + 1);
        if (follows && words.isIn(i, FIRST) && words.isIn(i + 1, SECOND)) {
            return i + 2;
        }
        if (follows
                && (words.isIn(i, BEFORE_CENTER) && words.isIn(i + 1, CENTER)
                        || words.isIn(i, BEFORE_SERVICES) && words.isIn(i + 1, SERVICES))) {
            return i + 2;
        }
        if (follows && words.hash[i] == CREDIT && words.hash[i + 1] == UNION) {
            return i + 2;
        }
        return isHead(i) ? i + 1 : i;
    }

    /** Returns whether the word is a word for an institution. */
    boolean isHead(int i) {
        return words.isIn(i, HEADS) || words.isIn(i, STRICT_HEADS);
    }

    /**
     * Returns whether the head, from {@code head} up to but not including {@code end}, can also be a department or
     * thing.
     */
    boolean isStrict(int head, int end) {
        return end == head + 1
                ? words.isIn(head, STRICT_HEADS)
                : words.isIn(head, FIRST) && words.isIn(head + 1, SECOND);
    }

    /** Returns whether the word is an apostrophe. */
    static boolean isApostrophe(TextWords words, int i) {
        return "'’".indexOf(words.character(i)) >= 0;
    }
}
