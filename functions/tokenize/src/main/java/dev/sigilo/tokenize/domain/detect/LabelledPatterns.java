package dev.sigilo.tokenize.domain.detect;

import dev.sigilo.identifiers.CheckDigits;
import dev.sigilo.identifiers.IdentifierType;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers with a word before them that says what they are ("MRN: 445566", "Tel. 91 555 01 02"), telephone numbers in
 * international or North American form, and numbers too long to be a measurement.
 */
final class LabelledPatterns {

    private static final int MAX_FILLERS = 6;
    private static final int MOST_WORDS_BETWEEN = 2;
    private static final int MOST_CAPITALS = 4;
    private static final int MIN_ID_DIGITS = 5;
    private static final int MIN_COUNTED_DIGITS = 4;
    private static final int MIN_PAGER_DIGITS = 3;
    private static final int MIN_PLATE_DIGITS = 2;
    private static final int NHS_DIGITS = 10;
    private static final int MIN_PHONE_DIGITS = 7;
    private static final int MAX_PHONE_DIGITS = 15;
    private static final int LONG_NUMBER = 9;
    private static final int MAX_VALUE_WORDS = 16;

    private static final IdentifierType[] TYPES = IdentifierType.values();
    private static final IntTable LABELS = new IntTable(128);
    /** Words that say so only beside a word for "number": "claim no.", "factura nº". */
    private static final IntTable COUNTED_LABELS = new IntTable(128);
    private static final IntTable FILLERS = new IntTable(64);
    private static final IntTable NUMBER_WORDS = new IntTable(16);
    /** Labels that count only before a code; a plain number after them is something else. */
    private static final IntTable CODE_LABELS = new IntTable(16);
    /** Abbreviations that are labels in capitals, or with a point behind each letter, alone: "C.C. 79.456.123", "TIS". */
    private static final IntTable CAPITAL_LABELS = new IntTable(64);
    /** What stands between a telephone number and its extension. */
    private static final IntTable EXTENSIONS = ClinicalScales.words("ext extn extension x anexo int interno exten");
    /** As many digits as an int has for sure. */
    private static final int MOST_CODE_DIGITS = 9;
    private static final int THOUSAND = 1000;
    /** Prefixes of an extension or pager number, without a space: "x6612", "p31184". */
    private static final IntTable GLUED_EXTENSIONS = ClinicalScales.words("x ext p pgr");
    /** Before an extension alone: "Contact: ext 22". */
    private static final IntTable CONTACTS = ClinicalScales.words("contact contacto call llamar phone tel telefono at en desk dial marcar reach");
    /** What a name on a network stands behind, with a colon. */
    private static final IntTable HANDLES = ClinicalScales.words("skype instagram twitter facebook telegram tiktok linkedin username usuario login");
    /** What has a short number within a hospital. */
    private static final IntTable PAGERS = ClinicalScales.words("pager pgr beeper bleep busca buscapersonas");
    /** What a reading machine takes figures for. */
    private static final String LOOKS_LIKE_DIGITS = "lIoOSB|";
    private static final String MISREAD_FORM = "ddd-ddd-dddd";
    private static final String MISREAD_DATE = "dd/dd/dddd";
    private static final int MOST_MISREAD = 6;
    private static final int MIN_CAPITAL_DIGITS = 6;
    private static final int MOST_EXTENSION_DIGITS = 6;
    /** What may stand between "number" and the label: "n.º de póliza". */
    private static final IntTable OF = ClinicalScales.words("de la del of the");

    private static final IntTable BEFORE_LAST_FOUR = ClinicalScales.words("ssn social security account acct card");
    private static final IntTable FOUR = ClinicalScales.words("four 4");
    private static final IntTable FOUR_OF = ClinicalScales.words("digits are is");
    private static final int LAST = Hashes.folded("last");
    private static final int BY = Hashes.folded("by");
    private static final int S = Hashes.folded("s");
    private static final int N = Hashes.folded("n");

    static {
        put(LABELS, IdentifierType.PHONE, "tel telf ph tfno tlf telephone telefono phone fono movil mobile cell celular desk pager cel fono whatsapp wsp beeper bleep busca buscapersonas telef tfn landline cellphone homephone callback pgr");
        put(LABELS, IdentifierType.FAX, "fax");
        put(LABELS, IdentifierType.ZIP, "zip zipcode postcode postal");
        put(LABELS, IdentifierType.ID_PATIENT, "mrn nhc cipa cip hcn record historia hc expediente chart nhcl hª mrno patientid exp");
        put(LABELS, IdentifierType.ID_CONTACT, "accession episodio encounter cipna accn accno authorization autorizacion confirmation");
        put(LABELS, IdentifierType.ID_INSURANCE, "nass nss member subscriber policy poliza afiliacion sanitaria nuhsa nuss medicare medicaid hicn isapre");
        put(LABELS, IdentifierType.ID_STAFF, "ncol nºcol npi colegiado colegiada gmc dea");
        put(LABELS, IdentifierType.LICENSE, "license licence lic licencia conducir conduccion");
        put(LABELS, IdentifierType.NATIONAL_ID, "dni nie nif nhs curp rut rfc cuil cuit cpf cnpj cedula nuip ppsn");
        put(CAPITAL_LABELS, IdentifierType.NATIONAL_ID, "cc ti ci ce run sin chi rg pps dui dpi ihi tfn");
        put(CAPITAL_LABELS, IdentifierType.ID_INSURANCE, "tis sns mbi sip ss");
        put(CAPITAL_LABELS, IdentifierType.ID_CONTACT, "csn fin har id");
        put(CAPITAL_LABELS, IdentifierType.DEVICE, "sn");
        put(CAPITAL_LABELS, IdentifierType.ID_STAFF, "mn mp cmp gmc nmc");
        put(CAPITAL_LABELS, IdentifierType.ID_PATIENT, "pid hcl");
        put(LABELS, IdentifierType.SSN, "ssn security");
        put(LABELS, IdentifierType.PASSPORT, "passport pasaporte");
        put(LABELS, IdentifierType.IBAN, "iban");
        put(LABELS, IdentifierType.ACCOUNT, "account acct cuenta");
        put(LABELS, IdentifierType.DEVICE, "serial serie udi device");
        put(LABELS, IdentifierType.VEHICLE, "plate matricula");
        put(COUNTED_LABELS, IdentifierType.ID_INSURANCE, "claim siniestro reclamacion group grupo enrollee beneficiary beneficiario beneficiaria "
                + "asegurado asegurada afiliado afiliada");
        put(CODE_LABELS, IdentifierType.ID_CONTACT, "reference referencia ref");
        put(COUNTED_LABELS, IdentifierType.DEVICE, "lot lote");
        put(COUNTED_LABELS, IdentifierType.LICENSE, "certificate certificado permiso permit registration registro");
        put(COUNTED_LABELS, IdentifierType.ACCOUNT, "invoice factura contract contrato recibo receipt");
        put(COUNTED_LABELS, IdentifierType.ID_CONTACT, "case caso visit visita parte order peticion solicitud requisition specimen muestra "
                + "biopsia episode reference referencia ticket acc acceso accesion estudio study exam examen protocolo informe folio requisicion req");
        put(COUNTED_LABELS, IdentifierType.ID_STAFF, "col");
        put(COUNTED_LABELS, IdentifierType.ID_PATIENT, "mr ur hospital rec pt patient paciente unit ficha file");
        put(COUNTED_LABELS, IdentifierType.DEVICE, "generator generador implant implante prosthesis protesis equipo");
        FILLERS.putAll("º ª no nº n num number numero id is es code line at de clinica clinico cª clin ciudadania identidad extranjeria nacional "
                + "profesional electronica rec peru argentina chile colombia mexico uruguay ecuador bolivia venezuela paraguay espana", 1);
        for (char filler : ":.#-/=(º°ª".toCharArray()) {
            FILLERS.put(filler, 1);
        }
        NUMBER_WORDS.putAll("no nº n num number numero id", 1);
        NUMBER_WORDS.put('#', 1);
        for (IntTable table : List.of(LABELS, COUNTED_LABELS, CODE_LABELS, CAPITAL_LABELS, FILLERS, NUMBER_WORDS)) {
            table.withFilter();
        }
    }

    private LabelledPatterns() {}

    private static void put(IntTable labels, IdentifierType type, String names) {
        labels.putAll(names, type.ordinal());
    }

    /**
     * Returns what was found, in the order of the text and without overlap.
     *
     * @param dateMarks as {@link DatePatterns#marks} gives them
     * @param codes takes those behind the label of an identifier that are no dates
     */
    static List<Span> find(TextWords words, byte[] dateMarks, List<Span> codes) {
        List<Span> spans = new ArrayList<>();
        int i = 0;
        while (i < words.count) {
            int end = i;
            if (words.kind[i] == TextWords.LETTERS) {
                int label = LABELS.get(words.hash[i]);
                int counted = label == IntTable.ABSENT ? COUNTED_LABELS.get(words.hash[i]) : IntTable.ABSENT;
                int last = abbreviationEnd(words, i);
                int four = words.isIn(i, BEFORE_LAST_FOUR) ? lastFour(words, i, spans, codes) : words.hash[i] == BY ? account(words, i, spans, codes) : i;
                if (four > i) {
                    end = four;
                } else if (last > i) {
                    end = abbreviated(words, i, last, dateMarks, spans, codes);
                } else if (label != IntTable.ABSENT && !isAcidity(words, i)) {
                    end = labelled(words, i, i, TYPES[label], false, dateMarks, spans, codes);
                } else if (words.isIn(i, CODE_LABELS) && isCodeBehind(words, i)) {
                    end = labelled(words, i, i, TYPES[CODE_LABELS.get(words.hash[i])], false, dateMarks, spans, codes);
                } else if (words.shape[i] == 2 && words.isIn(i, CAPITAL_LABELS)) {
                    end = labelled(words, i, i, TYPES[CAPITAL_LABELS.get(words.hash[i])], true, dateMarks, spans, codes);
                } else if (counted != IntTable.ABSENT) {
                    end = counted(words, i, TYPES[counted], spans, codes);
                } else if (words.isIn(i, GLUED_EXTENSIONS) && isGluedExtension(words, i)) {
                    end = i + 2 < words.count && words.length(i + 1) == 1 ? i + 4 : i + 2;
                    spans.add(new Span(words.start[i + 1], words.end[end - 1], IdentifierType.PHONE.name()));
                } else if (words.isIn(i, EXTENSIONS) && CONTACTS.get(before(words, i)) != IntTable.ABSENT) {
                    end = extension(words, i, spans, codes);
                } else if (words.isIn(i, HANDLES)) {
                    end = handle(words, i, spans, codes);
                } else if (words.hash[i] == S) {
                    end = serial(words, i, spans, codes);
                }
            } else if (words.kind[i] != TextWords.LETTERS) {
                end = phone(words, i, dateMarks, spans, codes);
                if (end == i && isLongNumber(words, i)) {
                    boolean nhs = isDigits(words, i, NHS_DIGITS) && CheckDigits.isNhsNumber(words.text.subSequence(words.start[i], words.end[i]));
                    spans.add(new Span(words.start[i], words.end[i],
                            (nhs ? IdentifierType.NATIONAL_ID : IdentifierType.ID_PATIENT).name()));
                }
            }
            i = Math.max(end, i + 1);
        }
        return spans;
    }

    /** "reference PA-6620913", "ref # 231219-0447": a code has letters, or two numbers that do not increase. "Reference 10000-40000" is a laboratory's interval. */
    private static boolean isCodeBehind(TextWords words, int label) {
        int i = label + 1;
        while (i < words.count && i - label < 3 && words.kind[i] == TextWords.OTHER && ":#.".indexOf(words.character(i)) >= 0) {
            i++;
        }
        if (i + 2 >= words.count || words.startsLine(i) || words.kind[i] == TextWords.OTHER) {
            return false;
        }
        boolean letters = words.kind[i] == TextWords.LETTERS && words.shape[i] >= 2 && words.isGlued(i + 1);
        return letters || words.kind[i] == TextWords.DIGITS && words.length(i) > 4 && words.character(i + 1) == '-' && words.isGlued(i + 1) && words.isGlued(i + 2)
                && words.kind[i + 2] == TextWords.DIGITS && words.length(i + 2) <= words.length(i)
                && words.value(i, MOST_CODE_DIGITS) > words.value(i + 2, MOST_CODE_DIGITS);
    }

    /** "pH 7.31", and not the "Ph" or "ph" of a telephone number. */
    private static boolean isAcidity(TextWords words, int i) {
        return words.length(i) == 2 && words.text.charAt(words.start[i]) == 'p' && words.text.charAt(words.start[i] + 1) == 'H';
    }

    /** Whether this is the hash of a label of an identifier, or of a word for "number". */
    static boolean isLabelOrNumber(int hash) {
        return LABELS.get(hash) != IntTable.ABSENT || COUNTED_LABELS.get(hash) != IntTable.ABSENT
                || CAPITAL_LABELS.get(hash) != IntTable.ABSENT || NUMBER_WORDS.get(hash) != IntTable.ABSENT;
    }

    /** Returns for every word whether it starts a telephone number (1), goes on with one (2), starts another of
     * these numbers (3), goes on with that (4), or does nothing of this (0). */
    static byte[] marks(TextWords words, List<Span> found) {
        byte[] marks = new byte[words.count];
        int i = 0;
        for (Span span : found) {
            while (words.start[i] < span.start()) {
                i++;
            }
            boolean phone = span.identifierType() == IdentifierType.PHONE || span.identifierType() == IdentifierType.FAX;
            marks[i++] = (byte) (phone ? 1 : 3);
            while (i < words.count && words.start[i] < span.end()) {
                marks[i++] = (byte) (phone ? 2 : 4);
            }
        }
        return marks;
    }

    /** The last word of "D.N.I." that begins here, its point aside, or {@code i}. */
    private static int abbreviationEnd(TextWords words, int i) {
        int k = i;
        while (k + 2 < words.count && k - i < MAX_FILLERS && words.length(k) == 1 && words.character(k + 1) == '.'
                && words.isGlued(k + 1) && words.isGlued(k + 2) && words.kind[k + 2] == TextWords.LETTERS
                && words.length(k + 2) == 1) {
            k += 2;
        }
        return k;
    }

    private static int abbreviated(TextWords words, int first, int last, byte[] dateMarks, List<Span> spans, List<Span> codes) {
        int joined = Hashes.SEED;
        for (int k = first; k <= last; k += 2) {
            joined = Hashes.next(joined, Hashes.fold(words.character(k)));
        }
        int label = LABELS.get(joined);
        int capital = CAPITAL_LABELS.get(joined);
        if (label == IntTable.ABSENT && capital == IntTable.ABSENT) {
            return first;
        }
        return labelled(words, first, last, TYPES[label == IntTable.ABSENT ? capital : label], label == IntTable.ABSENT, dateMarks, spans, codes);
    }

    /** @param capital whether the label may be something else, so that a longer number must follow */
    private static int labelled(TextWords words, int label, int last, IdentifierType type, boolean capital, byte[] dateMarks, List<Span> spans,
            List<Span> codes) {
        int i = afterFillers(words, last + 1);
        // A label after a label has the number: "CIPA: nhc-272226".
        if (i >= words.count || words.startsLine(i) || words.kind[i] == TextWords.LETTERS && words.isIn(i, LABELS)) {
            return label;
        }
        boolean phone = type == IdentifierType.PHONE || type == IdentifierType.FAX;
        boolean plate = type == IdentifierType.VEHICLE;
        boolean counted = !phone && isCounted(words, label, i);
        int end = phone ? phoneEnd(words, i, dateMarks, true) : plate ? plateEnd(words, i) : codeEnd(words, i, counted || capital);
        int digits = phone ? phoneDigits(words, i, end) : digits(words, i, end);
        boolean pager = phone && words.isIn(label, PAGERS);
        boolean mixed = (type == IdentifierType.DEVICE || type == IdentifierType.LICENSE) && isMixedCode(words, i, end);
        int least = pager || mixed ? MIN_PAGER_DIGITS : phone ? MIN_PHONE_DIGITS : plate ? MIN_PLATE_DIGITS : type == IdentifierType.ZIP ? MIN_COUNTED_DIGITS : capital ? MIN_CAPITAL_DIGITS : counted ? MIN_COUNTED_DIGITS : MIN_ID_DIGITS;
        // "Plate 2-0": figures of a plate have a letter with them, or are many.
        // "HC = 28.26 cm", head circumference, is a measure.
        if (isDecimal(words, i, end) && digits < MIN_CAPITAL_DIGITS) {
            return label;
        }
        if (digits < least || phone && digits > MAX_PHONE_DIGITS || plate && digits < MIN_COUNTED_DIGITS && !hasLetters(words, i, end) || plate && digits < MIN_PAGER_DIGITS && letters(words, i, end) < MIN_PAGER_DIGITS) {
            return label;
        }
        Span span = new Span(words.start[i], words.end[end - 1], type.name());
        spans.add(span);
        if (!plate && (counted || phone || !isDate(dateMarks, i, end))) {
            codes.add(span);
        }
        return end;
    }

    /** Returns whether a code consists of capitals and digits, as serial numbers and licences do: "4TR7K02". */
    private static boolean isMixedCode(TextWords words, int from, int to) {
        boolean capitals = false;
        for (int i = from; i < to; i++) {
            if (words.kind[i] == TextWords.LETTERS && words.shape[i] < 2) {
                return false;
            }
            capitals |= words.kind[i] == TextWords.LETTERS;
        }
        return capitals && words.end[to - 1] - words.start[from] >= MIN_CAPITAL_DIGITS;
    }

    /** "SSN last four 6620", "SSN last 4: 6620". */
    private static int lastFour(TextWords words, int label, List<Span> spans, List<Span> codes) {
        int i = label + 1;
        i += i < words.count && words.character(i) == ':' ? 1 : 0;
        if (i + 2 >= words.count || words.hash[i] != LAST || !words.isIn(i + 1, FOUR)) {
            return label;
        }
        int code = i + 2;
        while (code < words.count && code - i < MAX_FILLERS && (words.isIn(code, FOUR_OF) || words.isIn(code, FILLERS)) && words.kind[code] != TextWords.DIGITS) {
            code++;
        }
        if (code >= words.count || words.startsLine(code) || !isDigits(words, code, 4)) {
            return label;
        }
        Span span = new Span(words.start[code], words.end[code], IdentifierType.SSN.name());
        spans.add(span);
        codes.add(span);
        return code + 1;
    }

    /** "Edited by: TJOHNSON2": a user name of letters and digits. */
    private static int account(TextWords words, int by, List<Span> spans, List<Span> codes) {
        int name = by + 2;
        boolean form = name + 1 < words.count && words.character(by + 1) == ':' && !words.startsLine(name) && words.kind[name] == TextWords.LETTERS
                && words.length(name) >= MIN_COUNTED_DIGITS && words.kind[name + 1] == TextWords.DIGITS && words.isGlued(name + 1)
                && words.length(name + 1) <= 3 && !(name + 2 < words.count && words.isGlued(name + 2) && words.kind[name + 2] != TextWords.OTHER);
        if (!form) {
            return by;
        }
        Span span = new Span(words.start[name], words.end[name + 1], IdentifierType.ID_STAFF.name());
        spans.add(span);
        codes.add(span);
        return name + 2;
    }

    /** Returns the spans, telephone numbers with the extension behind them: "617-555-0199 ext. 22". */
    static List<Span> withExtensions(List<Span> spans, TextWords words) {
        List<Span> whole = new ArrayList<>(spans.size());
        int word = 0;
        for (int n = 0; n < spans.size(); n++) {
            Span span = spans.get(n);
            boolean phone = span.identifierType() == IdentifierType.PHONE || span.identifierType() == IdentifierType.FAX;
            while (word < words.count && words.start[word] < span.end()) {
                word++;
            }
            int end = phone ? extensionEnd(words, word) : word;
            // A part of the extension may have been found by itself.
            boolean free = end > word;
            int last = free ? words.end[end - 1] : span.end();
            while (free && n + 1 < spans.size() && spans.get(n + 1).start() < last) {
                last = Math.max(last, spans.get(n + 1).end());
                n++;
            }
            whole.add(free ? new Span(span.start(), last, span.type()) : span);
        }
        return whole;
    }

    /** The hash of the last word before this one, marks aside, or 0. */
    private static int before(TextWords words, int i) {
        int k = i - 1;
        while (k >= 0 && i - k < 3 && words.kind[k] == TextWords.OTHER) {
            k--;
        }
        return k >= 0 && words.kind[k] == TextWords.LETTERS ? words.hash[k] : 0;
    }

    /** "x6612", "x4-7721", "p31184": the four or five digits of an extension or pager, with no unit after them. */
    private static boolean isGluedExtension(TextWords words, int i) {
        int last = i + 1;
        if (last >= words.count || words.kind[last] != TextWords.DIGITS || !words.isGlued(last) || i > 0 && words.isGlued(i) && words.kind[i - 1] != TextWords.OTHER) {
            return false;
        }
        boolean parted = words.length(last) == 1 && last + 2 < words.count && words.character(last + 1) == '-' && words.isGlued(last + 1) && words.isGlued(last + 2)
                && isDigits(words, last + 2, 4);
        boolean whole = (words.length(last) == 4 || words.length(last) == 5) && words.value(last, MOST_CODE_DIGITS) % THOUSAND != 0;
        int next = parted ? last + 3 : last + 1;
        return (parted || whole) && !(next < words.count && (words.isGlued(next) && ".,;)".indexOf(words.character(next)) < 0
                || words.kind[next] == TextWords.LETTERS && !words.startsLine(next) && ClinicalFigures.isUnit(words.hash[next])));
    }

    private static int extension(TextWords words, int i, List<Span> spans, List<Span> codes) {
        int end = extensionEnd(words, i);
        if (end > i && words.length(end - 1) > 1) {
            Span span = new Span(words.start[end - 1], words.end[end - 1], IdentifierType.PHONE.name());
            spans.add(span);
            codes.add(span);
            return end;
        }
        return i;
    }

    /** "skype: live:mara.k7": what is written in one piece behind the colon. */
    private static int handle(TextWords words, int i, List<Span> spans, List<Span> codes) {
        int first = i + 2;
        if (first >= words.count || words.character(i + 1) != ':' || words.startsLine(first)) {
            return i;
        }
        first += words.character(first) == '@' && first + 1 < words.count ? 1 : 0;
        int end = first + 1;
        while (end < words.count && end - first < MAX_VALUE_WORDS && words.isGlued(end) && ",;)\"".indexOf(words.character(end)) < 0) {
            end++;
        }
        end -= end > first + 1 && words.character(end - 1) == '.' ? 1 : 0;
        Span span = new Span(words.start[first], words.end[end - 1], IdentifierType.URL.name());
        spans.add(span);
        codes.add(span);
        return end;
    }

    private static int extensionEnd(TextWords words, int from) {
        int k = from;
        while (k < words.count && k - from < 2 && !words.startsLine(k) && ",;(-".indexOf(words.character(k)) >= 0) {
            k++;
        }
        if (k >= words.count || words.startsLine(k) || !words.isIn(k, EXTENSIONS) && words.character(k) != '#') {
            return from;
        }
        int number = k + 1;
        while (number < words.count && number - k < 3 && ".:#".indexOf(words.character(number)) >= 0) {
            number++;
        }
        return number < words.count && !words.startsLine(number) && words.kind[number] == TextWords.DIGITS
                && words.length(number) <= MOST_EXTENSION_DIGITS ? number + 1 : from;
    }

    /** "Claim no. 2019-03-4471", "certificado de defunción n.º 109/61/1204": a number must be said to be one. */
    private static int counted(TextWords words, int label, IdentifierType type, List<Span> spans, List<Span> codes) {
        int number = label + 1;
        while (number < words.count && number - label <= MOST_WORDS_BETWEEN && words.shape[number] == 0
                && !words.isIn(number, NUMBER_WORDS) && !words.startsLine(number)) {
            number++;
        }
        boolean said = number < words.count && words.isIn(number, NUMBER_WORDS);
        int i = afterFillers(words, said ? number : label + 1);
        if (i >= words.count || words.startsLine(i) || !said && !isCounted(words, label, i)) {
            return label;
        }
        int end = codeEnd(words, i, true);
        if (digits(words, i, end) < MIN_COUNTED_DIGITS) {
            return label;
        }
        Span span = new Span(words.start[i], words.end[end - 1], type.name());
        spans.add(span);
        codes.add(span);
        return end;
    }

    /** "S/N 2016-11-0447". In an address "s/n" says that a house has no number. */
    private static int serial(TextWords words, int i, List<Span> spans, List<Span> codes) {
        if (i + 3 >= words.count || words.shape[i] != 3 || words.character(i + 1) != '/' || words.hash[i + 2] != N
                || !words.isGlued(i + 1) || !words.isGlued(i + 2)) {
            return i;
        }
        int code = afterFillers(words, i + 3);
        int end = code < words.count && !words.startsLine(code) ? codeEnd(words, code, true) : code;
        if (code >= words.count || digits(words, code, end) < MIN_COUNTED_DIGITS || code == i + 3 && end == code + 1) {
            return i;
        }
        Span span = new Span(words.start[code], words.end[end - 1], IdentifierType.DEVICE.name());
        spans.add(span);
        codes.add(span);
        return end;
    }

    private static int afterFillers(TextWords words, int from) {
        int i = from;
        // "MR#: , 00-48-31": in texts made from a table a comma follows the colon.
        while (i < words.count && i - from < MAX_FILLERS && !words.startsLine(i) && words.kind[i] != TextWords.DIGITS
                && (words.isIn(i, FILLERS) || words.character(i) == ',' && i > from && words.character(i - 1) == ':')) {
            i++;
        }
        return i;
    }

    /** Whether a word for "number" stands between a label and its value, or before the label: "n.º de póliza". */
    private static boolean isCounted(TextWords words, int label, int value) {
        for (int k = label + 1; k < value; k++) {
            if (words.isIn(k, NUMBER_WORDS)) {
                return true;
            }
        }
        int k = label - 1;
        while (k >= 0 && label - k <= MAX_FILLERS && !words.startsLine(k + 1)) {
            if (words.isIn(k, NUMBER_WORDS)) {
                return true;
            }
            if (!words.isIn(k, OF) && ".º°".indexOf(words.character(k)) < 0) {
                return false;
            }
            k--;
        }
        return false;
    }

    private static boolean isDate(byte[] dateMarks, int from, int to) {
        if (dateMarks[from] != 1) {
            return false;
        }
        for (int k = from + 1; k < to; k++) {
            if (dateMarks[k] != 2) {
                return false;
            }
        }
        return true;
    }

    /**
     * A code: letters, digits and hyphens without a space; digit groups may have a space between, and where a number is said
     * to follow, also capitals before the first and a single one at the end: "AB 123 456 C".
     */
    private static int codeEnd(TextWords words, int start, boolean counted) {
        int i = start;
        while (i < words.count && i - start < MAX_VALUE_WORDS) {
            if (i > start && !words.isGlued(i) && !isNextGroup(words, start, i, counted)) {
                break;
            }
            boolean joins = words.kind[i] == TextWords.OTHER && "-/.".indexOf(words.character(i)) >= 0
                    && i > start && i + 1 < words.count && words.isGlued(i + 1)
                    && words.kind[i + 1] != TextWords.OTHER;
            if (words.kind[i] != TextWords.DIGITS && words.kind[i] != TextWords.LETTERS && !joins) {
                break;
            }
            i++;
        }
        return i;
    }

    private static boolean isNextGroup(TextWords words, int start, int i, boolean counted) {
        if (words.gap[i] != TextWords.ONE_SPACE) {
            return false;
        }
        if (words.kind[i] == TextWords.DIGITS && words.kind[i - 1] == TextWords.DIGITS) {
            return true;
        }
        boolean afterCapitals = i == start + 1 && words.kind[i] == TextWords.DIGITS && (words.shape[start] == 2 || words.shape[start] == 3)
                && words.length(start) <= MOST_CAPITALS;
        boolean lastCapital = words.shape[i] == 3 && words.kind[i] == TextWords.LETTERS && words.kind[i - 1] == TextWords.DIGITS
                && (words.shape[start] == 2 || i + 1 == words.count
                        || words.kind[i + 1] == TextWords.OTHER && words.isGlued(i + 1));
        // "CIP ABCD 880717 001": many figures behind the capitals need no word for "number".
        return counted && (afterCapitals || lastCapital) || afterCapitals && words.length(i) >= MIN_ID_DIGITS;
    }

    /** A code, and groups of capitals or digits behind it: "4417 KBD". */
    private static int plateEnd(TextWords words, int start) {
        int end = codeEnd(words, start, false);
        if (end > start && end < words.count && words.gap[end] == TextWords.ONE_SPACE
                && (words.kind[end] == TextWords.DIGITS || words.kind[end] == TextWords.LETTERS && words.shape[end] == 2)
                && words.length(end) <= 4) {
            return end + 1;
        }
        return end;
    }

    /**
     * @param dateMarks where a date begins behind seven figures or more, the number ends before it
     * @param labelled  whether letters that look like figures are taken for those: "6l7-555-Ol99"
     */
    private static int phoneEnd(TextWords words, int start, byte[] dateMarks, boolean labelled) {
        int i = start;
        int last = start;
        int digits = 0;
        while (i < words.count && i - start < MAX_VALUE_WORDS) {
            boolean wide = i > start && words.gap[i] >= TextWords.WIDE_SPACE;
            if (words.kind[i] == TextWords.DIGITS || labelled && looksLikeDigits(words, i)) {
                if (wide || digits >= MIN_PHONE_DIGITS && dateMarks[i] == 1) {
                    break;
                }
                digits += words.length(i);
                last = i + 1;
            } else if (words.kind[i] != TextWords.OTHER || "+()-./".indexOf(words.character(i)) < 0 || wide) {
                break;
            }
            i++;
        }
        return last;
    }

    /** Whether a word is of letters like figures, and joined to figures or a hyphen. */
    private static boolean looksLikeDigits(TextWords words, int i) {
        if (words.kind[i] != TextWords.LETTERS || words.length(i) > 3) {
            return false;
        }
        for (int k = words.start[i]; k < words.end[i]; k++) {
            if (LOOKS_LIKE_DIGITS.indexOf(words.text.charAt(k)) < 0) {
                return false;
            }
        }
        return i > 0 && words.isGlued(i) && (words.kind[i - 1] == TextWords.DIGITS || words.character(i - 1) == '-')
                || i + 1 < words.count && words.isGlued(i + 1) && words.kind[i + 1] == TextWords.DIGITS;
    }

    private static boolean isDecimal(TextWords words, int from, int end) {
        return end == from + 3 && words.kind[from] == TextWords.DIGITS && words.character(from + 1) == '.' && words.kind[from + 2] == TextWords.DIGITS;
    }

    private static int letters(TextWords words, int from, int to) {
        int letters = 0;
        for (int i = from; i < to; i++) {
            letters += words.kind[i] == TextWords.LETTERS ? words.length(i) : 0;
        }
        return letters;
    }

    private static boolean hasLetters(TextWords words, int from, int to) {
        for (int i = from; i < to; i++) {
            if (words.kind[i] == TextWords.LETTERS) {
                return true;
            }
        }
        return false;
    }

    private static int phoneDigits(TextWords words, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += words.kind[i] == TextWords.OTHER ? 0 : words.length(i);
        }
        return digits;
    }

    /** A number that has the form of a telephone number: "+34 91 555 01 02", "(555) 123-4567", "555-123-4567". */
    private static int phone(TextWords words, int i, byte[] dateMarks, List<Span> spans, List<Span> codes) {
        char first = words.character(i);
        boolean glued = i > 0 && words.isGlued(i) && words.kind[i - 1] != TextWords.OTHER;
        if (glued) {
            return i;
        }
        int end = misread(words, i, MISREAD_FORM);
        int date = end > i ? i : misread(words, i, MISREAD_DATE);
        if (end > i || date > i) {
            end = Math.max(end, date);
            spans.add(new Span(words.start[i], words.end[end - 1], (date > i ? IdentifierType.DATE : IdentifierType.PHONE).name()));
            return end;
        }
        if (first == '+' && i + 1 < words.count && words.kind[i + 1] == TextWords.DIGITS
                && words.isGlued(i + 1)) {
            int candidate = phoneEnd(words, i, dateMarks, false);
            int digits = digits(words, i, candidate);
            end = digits >= MIN_PHONE_DIGITS + 1 && digits <= MAX_PHONE_DIGITS ? candidate : i;
        } else if (first == '(' && lengths(words, i + 1, 3, ')', 3, '-', 4)) {
            end = i + 6;
        } else if (first == '(' && i + 3 < words.count && isDigits(words, i + 1, 3) && words.character(i + 2) == ')' && isDigits(words, i + 3, 7)
                && words.isGlued(i + 1) && words.isGlued(i + 2)) {
            end = i + 4;
        } else if (lengths(words, i, 3, '/', 3, '-', 4) || lengths(words, i, 3, '-', 3, '-', 4) || lengths(words, i, 3, '.', 3, '.', 4)) {
            end = i + 5;
        } else if (i > 0 && words.isGlued(i) && words.character(i - 1) == '#' && isDigits(words, i, 1) && i + 2 < words.count && words.character(i + 1) == '-'
                && words.isGlued(i + 1) && words.isGlued(i + 2) && isDigits(words, i + 2, 4)) {
            // "PGY4 #6-1187": an extension within a hospital.
            end = i + 3;
        } else if (first == '0') {
            // As in Britain: "07700 900123", "020 7946 0018".
            end = first(words, grouped(words, i, 5, 6), grouped(words, i, 3, 4, 4), grouped(words, i, 4, 3, 4), grouped(words, i, 5, 3, 3), grouped(words, i, 3, 3, 4), i);
        } else if (first >= '6' && first <= '9') {
            // As in Spain: "666 981 590", "91 555 01 42".
            end = first(words, grouped(words, i, 3, 3, 3), grouped(words, i, 3, 2, 2, 2), grouped(words, i, 2, 3, 2, 2), i);
        }
        boolean figures = i > 0 && words.isGlued(i) && words.character(i - 1) == '/';
        if (end > i && !figures && (end == words.count || !words.isGlued(end)
                || words.kind[end] == TextWords.OTHER && words.character(end) != '-')) {
            Span span = new Span(words.start[i], words.end[end - 1], IdentifierType.PHONE.name());
            spans.add(span);
            if (first == '+') {
                codes.add(span);
            }
            return end;
        }
        return i;
    }

    /** A number of this form in which a reading machine took figures for letters: "5O3-555-Ol10", "04/l7/1961". */
    private static int misread(TextWords words, int i, String form) {
        int from = words.start[i];
        int to = from + form.length();
        if (to > words.text.length() || to < words.text.length() && Character.isLetterOrDigit(words.text.charAt(to))) {
            return i;
        }
        int digits = 0;
        for (int k = 0; k < form.length(); k++) {
            char c = words.text.charAt(from + k);
            boolean mark = form.charAt(k) != 'd';
            if (mark ? c != form.charAt(k) && c != '.' && c != '-' : !Character.isDigit(c) && LOOKS_LIKE_DIGITS.indexOf(c) < 0) {
                return i;
            }
            digits += Character.isDigit(c) ? 1 : 0;
        }
        int end = i;
        while (end < words.count && words.start[end] < to) {
            end++;
        }
        return digits >= form.length() - MOST_MISREAD && digits < form.length() - 2 ? end : i;
    }

    private static int first(TextWords words, int... ends) {
        int start = ends[ends.length - 1];
        for (int end : ends) {
            // No further group: "900 100 200 300" is something else.
            if (end > start && (end == words.count || words.kind[end] != TextWords.DIGITS || words.gap[end] > TextWords.ONE_SPACE)) {
                return end;
            }
        }
        return start;
    }

    /** Returns the word after groups of so many digits with a space, hyphen or point between, or {@code i}. */
    private static int grouped(TextWords words, int i, int... lengths) {
        int k = i;
        for (int group = 0; group < lengths.length; group++) {
            if (group > 0 && k < words.count && words.kind[k] == TextWords.OTHER && "-.".indexOf(words.character(k)) >= 0
                    && words.isGlued(k)) {
                k++;
            } else if (group > 0 && (k >= words.count || words.gap[k] != TextWords.ONE_SPACE)) {
                return i;
            }
            if (k >= words.count || !isDigits(words, k, lengths[group])) {
                return i;
            }
            k++;
        }
        return k;
    }

    /** Returns whether digits of these lengths follow each other with these characters between. */
    private static boolean lengths(TextWords words, int i, int first, char one, int second, char two, int third) {
        return i + 4 < words.count && isDigits(words, i, first) && words.character(i + 1) == one
                && isDigits(words, i + 2, second) && words.character(i + 3) == two && isDigits(words, i + 4, third)
                && words.isGlued(i + 1) && words.isGlued(i + 3)
                && words.isGlued(i + 4);
    }

    private static boolean isDigits(TextWords words, int i, int length) {
        return words.kind[i] == TextWords.DIGITS && words.length(i) == length;
    }

    private static boolean isLongNumber(TextWords words, int i) {
        return words.kind[i] == TextWords.DIGITS && words.length(i) >= LONG_NUMBER
                && (i == 0 || !words.isGlued(i) || words.kind[i - 1] != TextWords.OTHER
                        || "./,".indexOf(words.character(i - 1)) < 0);
    }

    private static int digits(TextWords words, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            if (words.kind[i] == TextWords.DIGITS) {
                digits += words.length(i);
            }
        }
        return digits;
    }
}
