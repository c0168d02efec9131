package dev.sigilo.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sigilo.records.Category;
import dev.sigilo.records.CodeVersion;
import dev.sigilo.records.Fields;
import dev.sigilo.records.Treatment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The category of each field of a record and what is done with it. Immutable and thread-safe.
 *
 * <p>A field that a policy does not name never passes unchanged: {@link #unknownFields()} defines what is done with it.
 * A type of identifier in free text that a policy does not name is redacted.
 */
public final class Policy {
    /** The maximum number of days by which a patient's dates are shifted, unless the policy sets another one. */
    public static final int DEFAULT_MAX_SHIFT_DAYS = 365;

    private static final Set<String> RESERVED_KINDS = Set.of("rec", "msg");
    private static final Set<String> MAY_BE_KEPT_IN_TEXT = Set.of(
            "AGE",
            "QUASI_IDENTIFIER",
            "CLINICAL",
            "INSTITUTION",
            "SEX",
            "RELATIVE",
            "COUNTRY",
            "NATIONALITY",
            "HOSPITAL",
            "HEALTH_CENTER",
            "PROFESSION",
            "OTHER");

    private final String name;
    private final int version;
    private final String contentHash;
    private final List<String> identity;
    private final List<List<String>> patient;
    private final boolean linkPatients;
    private final Map<String, String> aliases;
    private final UnknownFields unknownFields;
    private final String tokenDomain;
    private final int maxShiftDays;
    private final Map<String, FieldRule> rules;
    private final Map<String, TextRule> text;

    private Policy(JsonNode root) {
        name = root.get("name").asText();
        version = root.get("version").asInt();
        contentHash = ContentHash.of(root);
        identity = strings(root.get("identity"));
        patient = strings(root.get("patient")).stream()
                .map(keys -> List.of(keys.split("\\+")))
                .toList();
        linkPatients = root.path("link_patients").asBoolean(true);
        Map<String, String> names = new LinkedHashMap<>();
        root.path("aliases")
                .properties()
                .forEach(alias -> names.put(alias.getKey(), alias.getValue().asText()));
        aliases = Collections.unmodifiableMap(names);
        unknownFields =
                UnknownFields.valueOf(root.path("unknown_fields").asText("drop").toUpperCase(Locale.ROOT));
        tokenDomain = root.path("token_domain").asText("default");
        maxShiftDays = root.path("dates").path("max_shift_days").asInt(DEFAULT_MAX_SHIFT_DAYS);
        Map<String, FieldRule> fieldRules = new LinkedHashMap<>();
        root.get("fields")
                .properties()
                .forEach(field -> fieldRules.put(field.getKey(), fieldRule(field.getKey(), field.getValue())));
        rules = Collections.unmodifiableMap(fieldRules);
        Map<String, TextRule> textRules = new LinkedHashMap<>();
        root.get("text")
                .properties()
                .forEach(type -> textRules.put(type.getKey(), textRule(type.getKey(), type.getValue())));
        text = Collections.unmodifiableMap(textRules);
    }

    /**
     * Reads and checks a policy.
     *
     * @param yaml       its text
     * @param sourceName its name in messages, such as the file name
     * @throws PolicyException with every fault
     */
    public static Policy load(String yaml, String sourceName) {
        PolicySource source = PolicySource.read(yaml);
        List<PolicyException.Fault> faults = new ArrayList<>(source.faults());
        if (faults.isEmpty()) {
            faults.addAll(PolicySchema.check(source));
        }
        Policy policy = null;
        if (faults.isEmpty()) {
            policy = new Policy(source.root());
            faults.addAll(policy.meaningFaults(source));
        }
        if (!faults.isEmpty()) {
            throw new PolicyException(sourceName, faults);
        }
        return policy;
    }

    /**
     * Returns a hash of the policy's content, 32 hexadecimal digits. Comments, white space and the order of keys do not
     * affect it; the order of a list does, because the first entry that a record has is used.
     */
    public String contentHash() {
        return contentHash;
    }

    /** Returns the JSON Schema that policies are checked against, for editors and documents. */
    public static String jsonSchema() {
        try (InputStream in = Policy.class.getResourceAsStream(PolicySchema.RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(PolicySchema.RESOURCE + " is missing from sigilo-policy", e);
        }
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        if (array != null) {
            array.forEach(item -> strings.add(item.asText()));
        }
        return List.copyOf(strings);
    }

    private static FieldRule fieldRule(String field, JsonNode rule) {
        Action action = Action.of(rule.get("action").asText());
        boolean keyed = action == Action.TOKEN || action == Action.FF1 || action == Action.UID;
        boolean formatted = action == Action.FF1;
        return new FieldRule(
                field,
                Category.valueOf(rule.get("category").asText()),
                action,
                keyed ? rule.path("kind").asText(field.length() > 24 ? null : field) : null,
                formatted
                        ? FieldRule.Alphabet.valueOf(
                                rule.path("alphabet").asText("digits").toUpperCase(Locale.ROOT))
                        : null,
                formatted
                        ? FieldRule.CheckDigit.valueOf(
                                rule.path("check").asText("none").toUpperCase(Locale.ROOT))
                        : null,
                rule.path("basis").asText(null));
    }

    private static TextRule textRule(String type, JsonNode rule) {
        Action action = Action.of(rule.isObject() ? rule.get("action").asText() : rule.asText());
        String kind = rule.path("kind").asText(type.toLowerCase(Locale.ROOT));
        return new TextRule(action, action == Action.TOKEN ? kind : null);
    }

    /** Returns the faults that a schema cannot find. */
    private List<PolicyException.Fault> meaningFaults(PolicySource source) {
        Faults faults = new Faults(source);
        for (int i = 0; i < identity.size(); i++) {
            checkNamed(identity.get(i), "identity." + i, faults);
        }
        for (int i = 0; i < patient.size(); i++) {
            for (String field : patient.get(i)) {
                checkNamed(field, "patient." + i, faults);
            }
        }
        aliases.forEach((alias, field) -> {
            String path = "aliases." + alias;
            checkNamed(field, path, faults);
            if (rules.containsKey(alias)) {
                faults.add(path, alias + " has a rule under fields of its own; remove the alias or the rule");
            }
        });
        rules.forEach((field, rule) -> checkRule(rule, source, faults));
        text.forEach((type, rule) -> checkText(type, rule, faults));
        return faults.list;
    }

    private void checkNamed(String field, String path, Faults faults) {
        if (!rules.containsKey(field)) {
            faults.add(
                    path,
                    field + " has no rule under fields; add one, as `" + field
                            + ": {category: OTHER_ID, action: token}`");
        }
    }

    private static void checkRule(FieldRule rule, PolicySource source, Faults faults) {
        String path = "fields." + rule.field();
        if (rule.field().equals(Fields.MERGED_PATIENT_TOKEN)) {
            faults.add(path, "is made by tokenize from " + Fields.PRIOR_PATIENT_ID + "; remove the rule");
        }
        if (!rule.action().fits(rule.category())) {
            List<String> fitting = new ArrayList<>();
            for (Action action : Action.values()) {
                if (action.fits(rule.category())) {
                    fitting.add(action.policyName());
                }
            }
            faults.add(
                    path + ".action",
                    rule.action().policyName()
                            + (rule.action() == Action.KEEP ? " would let an identifier through: " : " is not for ")
                            + "category " + rule.category()
                            + "; what is: " + String.join(", ", fitting));
        }
        if (rule.kind() != null && RESERVED_KINDS.contains(rule.kind())) {
            faults.add(path + ".kind", rule.kind() + " is kept for the record's own token; choose another kind");
        }
        JsonNode given = source.root().path("fields").path(rule.field());
        if (rule.kind() == null && given.has("kind")) {
            faults.add(path + ".kind", "is for token, ff1 and uid only; remove it");
        }
        for (String option : List.of("alphabet", "check")) {
            if (rule.action() != Action.FF1 && given.has(option)) {
                faults.add(path + "." + option, "is for ff1 only; remove it");
            }
        }
        boolean digitsOnly = rule.check() == FieldRule.CheckDigit.LUHN
                || rule.check() == FieldRule.CheckDigit.NHS
                || rule.check() == FieldRule.CheckDigit.NPI
                || rule.check() == FieldRule.CheckDigit.DNI;
        if (digitsOnly && rule.alphabet() != FieldRule.Alphabet.DIGITS) {
            faults.add(
                    path + ".alphabet",
                    "must be digits with check " + rule.check().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void checkText(String type, TextRule rule, Faults faults) {
        String path = "text." + type;
        boolean fits = switch (rule.action()) {
            case SHIFT_DATE, YEAR -> type.equals("DATE");
            case CAP_AGE -> type.equals("AGE");
            case ZIP3 -> type.equals("ZIP");
            case KEEP -> MAY_BE_KEPT_IN_TEXT.contains(type);
            default -> rule.action().worksInText();
        };
        if (!fits) {
            faults.add(
                    path,
                    rule.action() == Action.KEEP
                            ? "keep would let an identifier through; take token or redact"
                            : rule.action().policyName() + " is not for " + type + "; take token or redact");
        }
        if (rule.kind() != null && RESERVED_KINDS.contains(rule.kind())) {
            faults.add(path, rule.kind() + " is kept for the record's own token; choose another kind");
        }
    }

    private static final class Faults {
        private final PolicySource source;
        private final List<PolicyException.Fault> list = new ArrayList<>();

        private Faults(PolicySource source) {
            this.source = source;
        }

        private void add(String path, String message) {
            list.add(new PolicyException.Fault(source.line(path), path, message));
        }
    }

    /** Returns the policy's name, which every event and row made with it contains. */
    public String name() {
        return name;
    }

    /**
     * Returns what events made with this policy carry.
     *
     * @param detector version of the detection models that are used with it; null if none are
     */
    public Treatment treatment(String detector) {
        return new Treatment(name, version, contentHash, detector, CodeVersion.current());
    }

    /** Returns the policy's version, from 1. */
    public int version() {
        return version;
    }

    /** Returns the fields that identify a record, best first. */
    public List<String> identity() {
        return identity;
    }

    /**
     * Returns the fields that identify the patient, best first; each entry is one field or several that are used
     * together.
     */
    public List<List<String>> patient() {
        return patient;
    }

    /** Whether the log and the views contain the patient's token. */
    public boolean linkPatients() {
        return linkPatients;
    }

    /** Returns a map of aliases to the fields that they name. */
    public Map<String, String> aliases() {
        return aliases;
    }

    /** Returns the policy's name for a field: the target of an alias, or the name itself. */
    public String fieldName(String name) {
        return aliases.getOrDefault(name, name);
    }

    /** Returns what is done with fields that the policy does not name. */
    public UnknownFields unknownFields() {
        return unknownFields;
    }

    /** Returns the recipient; tokens of two domains cannot be linked. */
    public String tokenDomain() {
        return tokenDomain;
    }

    /** Returns the maximum number of days by which a patient's dates are shifted. */
    public int maxShiftDays() {
        return maxShiftDays;
    }

    /** Returns the rule of a field, or null if the policy does not name it. Aliases are not resolved. */
    public FieldRule rule(String field) {
        return rules.get(field);
    }

    /** Returns all rules, in the order of the file. */
    public Map<String, FieldRule> rules() {
        return rules;
    }

    /**
     * Returns the rule for an identifier in free text: that of its type, else that of its category, else to redact it.
     *
     * @param type     the detector's type
     * @param category the category of that type
     */
    public TextRule textRule(String type, Category category) {
        TextRule rule = text.get(type);
        if (rule == null) {
            rule = text.get(category.name());
        }
        return rule == null ? TextRule.REDACT : rule;
    }

    @Override
    public String toString() {
        return "Policy[" + name + " " + version + "]";
    }
}
