package dev.sigilo.formats.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes FHIR's data types (FHIR R4, datatypes.html) as text, and marks them as read. */
final class FhirText {
    private static final Pattern DATE = Pattern.compile("(\\d{4}(?:-\\d\\d(?:-\\d\\d)?)?)(?:T.*)?", Pattern.DOTALL);
    private static final Pattern TITLES = Pattern.compile(
            "(?:(?:dr|prof|mr|mrs|ms|miss|sr|sra|dra|herr|frau|mx)\\b\\.?\\s+){1,4}", Pattern.CASE_INSENSITIVE);

    private FhirText() {}

    /** Returns the value as text, or null if it has none or its type has no text. */
    static String of(Element value) {
        if (value.isScalar()) {
            String text = value.text();
            if (text != null) {
                value.markLeaf();
            }
            return text != null && value.name().equals("div") ? HtmlText.of(text) : text;
        }
        String text = Reference.isAttachment(value.name()) ? Attachments.text(value) : composite(value);
        if (text == null || text.isBlank()) {
            return null;
        }
        value.markWhole();
        return text.strip();
    }

    private static String composite(Element value) {
        if (value.member("coding") != null) {
            return concept(value);
        }
        if (value.member("family") != null
                || value.member("given") != null
                || value.name().equals("name") && value.member("text") != null) {
            return name(value);
        }
        if (value.member("line") != null || value.member("city") != null || value.member("postalCode") != null) {
            return address(value);
        }
        if (value.target() != null || value.member("reference") != null || value.member("display") != null) {
            return value.member("code") == null ? reference(value) : coding(value);
        }
        if (value.member("numerator") != null) {
            return ratio(value);
        }
        if (value.member("low") != null || value.member("high") != null) {
            return range(value);
        }
        if (value.member("start") != null || value.member("end") != null) {
            return period(value);
        }
        if (value.member("value") != null) {
            return quantity(value);
        }
        if (value.member("identifier") != null) {
            return null;
        }
        String text = value.peek("text");
        return text != null ? text : value.peek("code");
    }

    /** Given names and family name, without prefix and suffix. */
    static String name(Element name) {
        List<String> parts = new ArrayList<>();
        for (Element given : name.values("given")) {
            add(parts, given.text());
        }
        add(parts, name.peek("family"));
        return parts.isEmpty() ? withoutTitle(name.peek("text")) : String.join(" ", parts);
    }

    private static void add(List<String> parts, String part) {
        if (part != null) {
            parts.add(part);
        }
    }

    /** Returns a displayed name without the titles before it. */
    static String withoutTitle(String name) {
        if (name == null) {
            return null;
        }
        var titles = TITLES.matcher(name);
        return titles.lookingAt() && titles.end() < name.length() ? name.substring(titles.end()) : name;
    }

    /** The street. City, postal code and country have fields of their own. */
    private static String address(Element address) {
        List<String> parts = new ArrayList<>();
        for (Element line : address.values("line")) {
            add(parts, line.text());
        }
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    /** The text of a concept: as its author wrote it, otherwise the display of the preferred code, otherwise the code. */
    static String concept(Element concept) {
        String text = concept.peek("text");
        if (text != null) {
            return text;
        }
        Element preferred = CodeSystems.preferred(concept);
        if (preferred == null) {
            return null;
        }
        if (preferred.peek("display") != null) {
            return preferred.peek("display");
        }
        for (Element coding : concept.values("coding")) {
            if (coding.peek("display") != null) {
                return coding.peek("display");
            }
        }
        return preferred.peek("code");
    }

    private static String coding(Element coding) {
        String display = coding.peek("display");
        return display != null ? display : coding.peek("code");
    }

    /** The codes of a concept with their texts, such as {@code 36643-5 XR Chest 2 Views}. */
    static String codeAndText(Element value) {
        List<String> parts = new ArrayList<>();
        boolean text = false;
        String own = value.peek("text");
        for (Element coding : value.member("coding") != null ? value.values("coding") : List.of(value)) {
            String code = coding.peek("code");
            String display = coding.peek("display");
            if (code != null || display != null) {
                String shown = display != null ? display : text ? null : own;
                text |= own != null && own.equals(shown);
                parts.add(code == null ? shown : shown == null ? code : code + ' ' + shown);
            }
        }
        if (own != null && !text) {
            parts.add(own);
        }
        value.markWhole();
        return parts.isEmpty() ? null : String.join("; ", parts);
    }

    /** The name of whom a reference points to. */
    private static String reference(Element reference) {
        Resource target = reference.target();
        if (target != null && Modifiers.isNotAFact(target)) {
            return null;
        }
        String name = target == null ? null : targetName(target);
        return name != null ? name : withoutTitle(reference.peek("display"));
    }

    private static String targetName(Resource target) {
        Element root = target.root();
        switch (target.type()) {
            case "Patient", "Practitioner", "RelatedPerson", "Person":
                Element name = root.first("name");
                return name == null ? null : name(name);
            case "PractitionerRole":
                Element practitioner = root.first("practitioner");
                return practitioner == null ? null : reference(practitioner);
            case "Organization", "Location", "HealthcareService", "CareTeam":
                return root.peek("name");
            case "Condition":
                String condition = root.first("code") == null ? null : concept(root.first("code"));
                return condition == null ? null : Modifiers.verified(condition, Modifiers.verification(root));
            case "Medication":
                return root.first("code") == null ? null : concept(root.first("code"));
            default:
                return null;
        }
    }

    /** Returns the code of a concept's first coding, a coding's code, or an empty string. */
    static String code(Element concept) {
        Element coding = concept.member("coding") == null ? concept : concept.first("coding");
        String code = coding == null ? null : coding.peek("code");
        return code == null ? "" : code;
    }

    /** A quantity or an identifier: its value with comparator and unit. */
    static String quantity(Element quantity) {
        String value = quantity.peek("value");
        if (value == null) {
            return null;
        }
        String comparator = quantity.peek("comparator");
        String unit = unit(quantity);
        return (comparator == null ? "" : comparator + ' ') + value + (unit == null ? "" : ' ' + unit);
    }

    /** Returns a quantity's unit as it is displayed, otherwise the unit's code in any system, or null. */
    static String unit(Element quantity) {
        String unit = quantity.peek("unit");
        return unit != null ? unit : quantity.peek("code");
    }

    static String range(Element range) {
        Element low = range.first("low");
        Element high = range.first("high");
        String from = low == null ? null : quantity(low);
        String to = high == null ? null : quantity(high);
        if (from != null && to != null) {
            return from + " - " + to;
        }
        return from != null ? ">= " + from : to != null ? "<= " + to : null;
    }

    private static String ratio(Element ratio) {
        Element numerator = ratio.first("numerator");
        Element denominator = ratio.first("denominator");
        String above = numerator == null ? null : quantity(numerator);
        String below = denominator == null ? null : quantity(denominator);
        return above == null || below == null ? null : above + " : " + below;
    }

    private static String period(Element period) {
        String start = period.peek("start");
        String end = period.peek("end");
        if (start == null) {
            return end == null ? null : date(end);
        }
        return date(start);
    }

    /** Returns the day of a date, date and time or instant, as it was written; other text as it is. */
    static String date(String text) {
        var date = DATE.matcher(text);
        return date.matches() ? date.group(1) : text;
    }
}
