package dev.sigilo.tokenize.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Action;
import dev.sigilo.policy.FieldRule;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Absent;
import dev.sigilo.records.Category;
import dev.sigilo.records.Fields;
import dev.sigilo.records.ProducerJson;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.text.Ages;
import dev.sigilo.text.NameComponents;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * De-identifies one DICOM header (a dataset in the DICOM JSON model, PS3.18 Annex F) by PS3.15 Annex E: the Basic
 * Application Level Confidentiality Profile with the options to clean descriptors and structured content, to retain
 * patient characteristics, and, as the policy treats the record's own fields, to shift dates and to retain the
 * institution. Names, ids and UIDs get the tokens of the record's fields, so that header and columns agree. An attribute
 * that is in neither list of {@link DicomAttributes} is removed. Contains PHI. Not thread-safe.
 */
final class DicomHeader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Keeps each digit of a number: a double would change long ones, and drop the zeros that show the precision. */
    private static final ObjectMapper JSON = JsonMapper.builder(ProducerJson.recordFactory())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String WELL_KNOWN_UIDS = "1.2.840.10008.";
    /** The OIDs of HL7 for coding systems (PS3.16 Table 8-1). */
    private static final String CODING_SYSTEM_OIDS = "2.16.840.1.113883.6.";

    private static final String REPLACED = "REMOVED";
    private static final int SHORTEST_NAME_WORD = 3;
    private static final int SHORTEST_NUMBER = 4;
    private static final int LONGEST_TERM = 64;
    /** Designators of coding systems whose codes identify nobody (PS3.16 section 8). */
    private static final Set<String> CODING_SYSTEMS = Set.of(
            "DCM", "SCT", "SRT", "SNM3", "99SDM", "LN", "UCUM", "RADLEX", "I10", "I10C", "I10P", "I9", "I9C", "C4",
            "FMA", "NCIT");

    private final Policy policy;
    private final TokenKeys keys;
    private final FieldTreatment fields;
    private final RecordFacts facts;
    private final int epoch;
    private final Set<String> ownWords = new HashSet<>();
    private final Set<String> ownNumbers = new HashSet<>();
    private final ObjectNode source;
    private final Map<String, ScrubbedText> scrubbed = new HashMap<>();
    private final Map<String, String> mapped = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final boolean shifts;

    /**
     * Reads a header.
     *
     * @param field the record's field that has the header, for errors
     * @param json  the header
     * @throws RecordFormatException {@link RejectReason#TOKEN_FAILED} if it is not a JSON object
     */
    DicomHeader(
            String field,
            String json,
            Policy policy,
            TokenKeys keys,
            RecordFacts facts,
            int epoch,
            List<KnownIdentifier> identifiers)
            throws RecordFormatException {
        this.policy = policy;
        this.keys = keys;
        this.fields = new FieldTreatment(policy, keys);
        this.facts = facts;
        this.epoch = epoch;
        identifiers.forEach(this::note);
        this.source = object(field, json);
        this.shifts = action(Fields.DIAGNOSIS_DATE) == Action.SHIFT_DATE;
    }

    private static ObjectNode object(String field, String json) throws RecordFormatException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException | NumberFormatException e) {
            // A number whose exponent does not fit into 32 bits is not JSON for Jackson either, but another exception.
            root = null;
        }
        if (root instanceof ObjectNode dataset) {
            return dataset;
        }
        throw new RecordFormatException(RejectReason.TOKEN_FAILED, field, -1);
    }

    /** Notes the words of the record's names and its numbers, which may not stay in codes and terms either. */
    private void note(KnownIdentifier identifier) {
        String value = identifier.value().toUpperCase(Locale.ROOT);
        if (identifier.category() == Category.NAME) {
            noteWords(value);
        } else if (identifier.category() != Category.INSTITUTION && value.length() >= SHORTEST_NUMBER) {
            ownNumbers.add(value);
        }
    }

    /** Notes the longer runs of letters. */
    private void noteWords(String name) {
        int start = 0;
        for (int at = 0; at <= name.length(); ) {
            int c = at < name.length() ? name.codePointAt(at) : ' ';
            int next = at + Character.charCount(c);
            if (!Character.isLetter(c)) {
                if (at - start >= SHORTEST_NAME_WORD) {
                    ownWords.add(name.substring(start, at));
                }
                start = next;
            }
            at = next;
        }
    }

    private Action action(String field) {
        FieldRule rule = policy.rule(field);
        return rule == null ? Action.DROP : rule.action();
    }

    /** Lets the scrubber note the names in the texts, before any text of the record is scrubbed. */
    void read(TextScrubber.Session session) {
        Set<String> texts = new TreeSet<>();
        collect(source, texts);
        texts.forEach(session::read);
    }

    private static void collect(JsonNode dataset, Set<String> texts) {
        dataset.properties().forEach(attribute -> {
            DicomAttributes.Treatment treatment = DicomAttributes.treatment(tag(attribute.getKey()));
            for (JsonNode value : attribute.getValue().path("Value")) {
                if (treatment == DicomAttributes.Treatment.ITEMS) {
                    collect(value, texts);
                } else if (treatment == DicomAttributes.Treatment.SCRUB && value.isTextual()) {
                    texts.add(value.textValue());
                }
            }
        });
    }

    private static String tag(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /**
     * Returns the de-identified header as compact DICOM JSON.
     *
     * @throws RecordFormatException {@link RejectReason#TOKEN_FAILED} if a value cannot be tokenized
     */
    String deidentified(TextScrubber.Session session) throws RecordFormatException {
        Map<String, ObjectNode> dataset = dataset(source, session);
        dataset.put("00120062", attribute("CS", "YES"));
        dataset.put("00120063", attribute("LO", "Sigilo, policy " + policy.name() + " " + policy.version()));
        dataset.put("00120064", methods());
        dataset.put("00280303", attribute("CS", shifts ? "MODIFIED" : "REMOVED"));
        return node(dataset).toString();
    }

    /** Returns how many values of each category the scrubber replaced. */
    Map<String, Integer> counts() {
        return counts;
    }

    private static ObjectNode node(Map<String, ObjectNode> dataset) {
        ObjectNode node = NODES.objectNode();
        node.setAll(dataset);
        return node;
    }

    private static ObjectNode attribute(String vr, String value) {
        ObjectNode attribute = NODES.objectNode().put("vr", vr);
        attribute.putArray("Value").add(value);
        return attribute;
    }

    /** Returns the De-identification Method Code Sequence (0012,0064), PS3.16 CID 7050. */
    private ObjectNode methods() {
        ObjectNode sequence = NODES.objectNode().put("vr", "SQ");
        ArrayNode items = sequence.putArray("Value");
        items.add(method("113100", "Basic Application Confidentiality Profile"));
        items.add(method("113104", "Clean Structured Content Option"));
        items.add(method("113105", "Clean Descriptors Option"));
        if (shifts) {
            items.add(method("113107", "Retain Longitudinal Temporal Information Modified Dates Option"));
        }
        items.add(method("113108", "Retain Patient Characteristics Option"));
        if (action(Fields.FACILITY) == Action.KEEP) {
            items.add(method("113112", "Retain Institution Identity Option"));
        }
        return sequence;
    }

    private static ObjectNode method(String code, String meaning) {
        ObjectNode item = NODES.objectNode();
        item.set("00080100", attribute("SH", code));
        item.set("00080102", attribute("SH", "DCM"));
        item.set("00080104", attribute("LO", meaning));
        return item;
    }

    /** Returns the attributes that stay, in the order of their tags (PS3.18 F.2.2). */
    private Map<String, ObjectNode> dataset(JsonNode dataset, TextScrubber.Session session)
            throws RecordFormatException {
        Map<String, ObjectNode> kept = new TreeMap<>();
        for (Map.Entry<String, JsonNode> attribute : dataset.properties()) {
            String tag = tag(attribute.getKey());
            DicomAttributes.Treatment treatment = DicomAttributes.treatment(tag);
            if (treatment != DicomAttributes.Treatment.REMOVE) {
                ObjectNode result =
                        attribute(tag, treatment, attribute.getValue().path("Value"), dataset, session);
                if (result != null) {
                    kept.put(tag, result);
                }
            }
        }
        return kept;
    }

    /** Returns the attribute without what identifies; null if it must not stay. */
    private ObjectNode attribute(
            String tag,
            DicomAttributes.Treatment treatment,
            JsonNode values,
            JsonNode dataset,
            TextScrubber.Session session)
            throws RecordFormatException {
        String vr = DicomAttributes.vr(tag);
        ObjectNode result = NODES.objectNode().put("vr", vr);
        if (!values.isArray() || values.isEmpty()) {
            return result;
        }
        ArrayNode kept = NODES.arrayNode();
        boolean any = false;
        for (JsonNode value : values) {
            JsonNode treated = treatment == DicomAttributes.Treatment.ITEMS
                    ? value.isObject() ? node(dataset(value, session)) : null
                    : treated(vr, treatment, value, dataset, session);
            any |= treated != null;
            kept.add(treated == null ? NODES.nullNode() : treated);
        }
        if (any) {
            result.set("Value", kept);
            return result;
        }
        return switch (treatment) {
            // A number or code string that is none, or a text that may not stay, is not shown as an empty value,
            // because
            // an empty value would say that there was none.
            case EMPTY, DATE_OR_EMPTY, DEVICE, PATIENT_NAME, STAFF_NAME, PATIENT_ID, ACCESSION_NUMBER, ITEMS -> result;
            // The profile empties the institution's name and removes its address and department.
            case INSTITUTION -> tag.equals("00080080") ? result : null;
            default -> null;
        };
    }

    private JsonNode treated(
            String vr,
            DicomAttributes.Treatment treatment,
            JsonNode value,
            JsonNode dataset,
            TextScrubber.Session session)
            throws RecordFormatException {
        if (vr.equals("PN")) {
            return name(treatment, value);
        }
        String text = value.isValueNode() && !value.isNull() ? plain(value.asText()) : "";
        if (text.isEmpty()) {
            return null;
        }
        return switch (treatment) {
            case KEEP_NUMBER -> number(value, text);
            case KEEP_CODE_STRING -> DicomValues.isCodeString(text) && !isOwn(text) ? NODES.textNode(text) : null;
            case KEEP_TAG -> DicomValues.isTag(text) ? NODES.textNode(text) : null;
            case CAP_AGE -> age(text);
            case MAP_UID -> NODES.textNode(uid(text));
            case DATE, DATE_OR_EMPTY -> date(vr, text);
            case SCRUB -> scrub(vr, value.asText(), session);
            case CODE_VALUE -> codeValue(vr, text, dataset, session);
            case KEEP_TERM -> isTerm(text) ? NODES.textNode(text) : scrub(vr, value.asText(), session);
            case CODE_MEANING ->
                isStandardCode(dataset) && isTerm(text) ? NODES.textNode(text) : scrub(vr, value.asText(), session);
            case CODING_SYSTEM -> isCodingSystem(text) ? NODES.textNode(text) : scrub(vr, text, session);
            case REPLACE -> NODES.textNode(REPLACED);
            case PATIENT_ID -> token(Fields.PATIENT_ID, text);
            case ACCESSION_NUMBER -> token(Fields.ACCESSION_NUMBER, text);
            case DEVICE -> token(Fields.DEVICE_ID, text);
            case INSTITUTION ->
                action(Fields.FACILITY) == Action.KEEP ? NODES.textNode(text) : token(Fields.FACILITY, text);
            default -> null;
        };
    }

    /** Removes the padding of PS3.5 section 6.2. */
    private static String plain(String text) {
        return text.replace("\0", "").strip();
    }

    /**
     * Returns a number. One beyond the range of a double becomes a text, which the JSON model allows (PS3.18 Table
     * F.2.3-1), because databases and other readers of JSON refuse such a number or make it infinite or zero.
     */
    private static JsonNode number(JsonNode value, String text) {
        if (value.isNumber() && isDouble(value)) {
            return value;
        }
        return DicomValues.isNumber(text) ? NODES.textNode(text) : null;
    }

    private static boolean isDouble(JsonNode number) {
        double rounded = number.doubleValue();
        return Double.isFinite(rounded)
                && (rounded != 0 || number.decimalValue().signum() == 0);
    }

    private boolean isTerm(String text) {
        return text.length() <= LONGEST_TERM && !isOwn(text);
    }

    /** Returns whether a short text contains a word of the record's names or one of its numbers. */
    private boolean isOwn(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        for (String number : ownNumbers) {
            if (upper.contains(number)) {
                return true;
            }
        }
        int start = 0;
        while (start < upper.length()) {
            int end = start;
            while (end < upper.length() && Character.isLetter(upper.codePointAt(end))) {
                end += Character.charCount(upper.codePointAt(end));
            }
            if (end - start >= SHORTEST_NAME_WORD && ownWords.contains(upper.substring(start, end))) {
                return true;
            }
            start = end == upper.length() ? end : end + Character.charCount(upper.codePointAt(end));
        }
        return false;
    }

    private JsonNode age(String text) {
        return switch (action(Fields.AGE)) {
            case KEEP, CAP_AGE ->
                DicomValues.capAge(text).<JsonNode>map(NODES::textNode).orElse(null);
            default -> null;
        };
    }

    /**
     * Maps a UID as the policy maps the study's UID. If the policy gives no UIDs, equal UIDs of this record stay equal, and
     * those of two records do not.
     */
    private String uid(String uid) {
        // Thousands of frames may refer to a few instances, and a mapping takes an HMAC.
        return mapped.computeIfAbsent(uid, this::map);
    }

    private String map(String uid) {
        if (DicomValues.isUid(uid) && (uid.startsWith(WELL_KNOWN_UIDS) || uid.startsWith(CODING_SYSTEM_OIDS))) {
            return uid;
        }
        FieldRule rule = policy.rule(Fields.STUDY_UID);
        if (rule != null && rule.action() == Action.UID) {
            return Uids.map(keys, epoch, rule.kind(), policy.tokenDomain(), uid);
        }
        String record = RecordIdentity.naturalId(facts.classified());
        return Uids.map(keys, epoch, "dicom_record", policy.tokenDomain(), record + "\n" + uid);
    }

    private JsonNode date(String vr, String text) {
        if (!shifts) {
            return null;
        }
        return switch (vr) {
            case "TM" -> DicomValues.isTime(text) ? NODES.textNode(text) : null;
            case "SH" -> DicomValues.isZone(text) ? NODES.textNode(text) : null;
            default ->
                DicomValues.shift(text, fields.shiftDays(facts, epoch), facts.publishedYear() - Ages.OLDEST_YEARS)
                        .<JsonNode>map(NODES::textNode)
                        .orElse(null);
        };
    }

    private JsonNode scrub(String vr, String text, TextScrubber.Session session) {
        boolean first = !scrubbed.containsKey(text);
        ScrubbedText clean = scrubbed.computeIfAbsent(text, session::scrub);
        if (first) {
            clean.replacements().forEach(replacement -> counts.merge(replacement.category(), 1, Integer::sum));
        }
        if (clean.replacements().isEmpty() || clean.text().length() <= DicomValues.maxLength(vr)) {
            return NODES.textNode(clean.text());
        }
        // A token does not fit into every VR; the category does more often.
        String redacted = ScrubbedText.of(
                        text,
                        clean.replacements().stream()
                                .map(part -> new ScrubbedText.Replacement(
                                        part.start(), part.end(), part.category(), "[" + part.category() + "]"))
                                .toList())
                .text();
        return NODES.textNode(redacted.length() <= DicomValues.maxLength(vr) ? redacted : REPLACED);
    }

    private JsonNode codeValue(String vr, String code, JsonNode item, TextScrubber.Session session) {
        return isStandardCode(item) && DicomValues.isCodeValue(code) && !isOwn(code)
                ? NODES.textNode(code)
                : scrub(vr, code, session);
    }

    private static boolean isStandardCode(JsonNode item) {
        return isCodingSystem(plain(item.path("00080102").path("Value").path(0).asText("")));
    }

    private static boolean isCodingSystem(String designator) {
        return CODING_SYSTEMS.contains(designator.toUpperCase(Locale.ROOT));
    }

    /** Returns the token of a value under the rule of one of the record's fields; null if the policy gives none. */
    private JsonNode token(String field, String value) throws RecordFormatException {
        FieldRule rule = policy.rule(field);
        if (rule == null || !FieldTreatment.isKeyed(rule) || Absent.isAbsent(value)) {
            return null;
        }
        return NODES.textNode(fields.treat(rule, value, epoch, facts));
    }

    private JsonNode name(DicomAttributes.Treatment treatment, JsonNode value) throws RecordFormatException {
        String group = value.isTextual() ? value.textValue() : firstGroup(value);
        String plain = NameComponents.plain(plain(group));
        if (plain.isEmpty()) {
            return null;
        }
        boolean patient = treatment == DicomAttributes.Treatment.PATIENT_NAME;
        JsonNode token = token(patient ? Fields.PATIENT_NAME : Fields.PHYSICIAN_NAME, plain);
        return token == null ? null : NODES.objectNode().set("Alphabetic", token);
    }

    /** Returns the first of the component groups that has a name, as the reader of the format takes it. */
    private static String firstGroup(JsonNode name) {
        return Optional.of(name.path("Alphabetic").asText(""))
                .filter(group -> !group.isBlank())
                .or(() -> Optional.of(name.path("Ideographic").asText("")))
                .filter(group -> !group.isBlank())
                .orElseGet(() -> name.path("Phonetic").asText(""));
    }
}
