package dev.sigilo.formats.fhir;

import java.util.ArrayList;
import java.util.List;

/** Reads an Observation with its components (FHIR R4, observation.html). */
final class ObservationReader {
    /** What precedes a value that is not about the patient. */
    private static final String ANOTHER = "About another subject than the patient: ";
    /** Longer values are text and stay in the readable lines only. */
    private static final int MAX_VALUE = 200;

    private final List<CodedObservation> coded;
    private final List<String> lines;
    private final String status;
    private final boolean another;

    private ObservationReader(Facts facts, String status, boolean another) {
        this.coded = facts.coded();
        this.lines = facts.lines();
        this.status = status;
        this.another = another;
    }

    /** Returns whether the observation is about a fetus, a donor, a device or another one than its subject. */
    static boolean isAboutAnother(Element observation) {
        Element subject = observation.first("subject");
        for (Element focus : observation.values("focus")) {
            if (subject == null || !isSame(focus, subject)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(Element focus, Element subject) {
        Resource one = focus.target();
        Resource other = subject.target();
        if (one != null && other != null) {
            return one == other || one.isPatient() && other.isPatient() && one.person() == other.person();
        }
        String url = focus.peek("reference");
        return url != null && url.equals(subject.peek("reference"));
    }

    /** Adds what the observation says to its facts. */
    static void read(Element observation, Facts facts) {
        ObservationReader reader =
                new ObservationReader(facts, observation.text("status"), isAboutAnother(observation));
        for (Element focus : observation.values("focus")) {
            if (reader.another) {
                focus.withhold("other");
            } else {
                focus.markWhole();
            }
        }
        reader.one(observation, "");
        for (Element component : observation.values("component")) {
            if (component.member("modifierExtension") == null) {
                reader.one(component, "  ");
            } else {
                component.withhold("modifierExtension");
            }
        }
        for (Element note : observation.values("note")) {
            String text = FhirText.of(note);
            if (text != null) {
                facts.lines().add("  " + text);
            }
        }
    }

    private void one(Element observation, String indent) {
        Element concept = observation.first("code");
        String label = concept == null ? null : FhirText.concept(concept);
        String site = observation.first("bodySite") == null ? null : FhirText.of(observation.first("bodySite"));
        Element coding = concept == null ? null : CodeSystems.preferred(concept);
        if (concept != null) {
            concept.markWhole();
        }
        Value value = Value.of(observation);
        String flag = flag(observation);
        String range = range(observation);
        String absent = observation.first("dataAbsentReason") == null
                ? null
                : FhirText.of(observation.first("dataAbsentReason"));
        if (label == null && value.text == null) {
            return;
        }
        if (!another) {
            coded.add(new CodedObservation(
                    coding == null ? null : CodeSystems.name(coding.peek("system")),
                    coding == null ? null : coding.peek("code"),
                    coding == null || coding.peek("display") == null ? label : coding.peek("display"),
                    value.text == null || value.text.length() > MAX_VALUE ? null : value.text,
                    value.system,
                    value.code,
                    value.unit,
                    flag,
                    status,
                    range));
        }
        StringBuilder line =
                new StringBuilder(indent).append(another ? ANOTHER : "").append(label == null ? "Observation" : label);
        if (site != null) {
            line.append(", ").append(site);
        }
        if (value.text != null) {
            line.append(": ").append(value.text);
            line.append(value.unit == null ? "" : ' ' + value.unit);
        } else if (absent != null) {
            line.append(": no value (").append(absent).append(')');
        }
        line.append(flag == null ? "" : " (" + flag + ')');
        line.append(range == null ? "" : " [reference " + range + ']');
        if (status != null && !status.equals("final")) {
            line.append(" {").append(status).append('}');
        }
        lines.add(line.toString());
    }

    private static String flag(Element observation) {
        List<String> flags = new ArrayList<>();
        for (Element interpretation : observation.values("interpretation")) {
            String code = FhirText.code(interpretation);
            String flag = code.isEmpty() ? FhirText.concept(interpretation) : code;
            if (flag != null) {
                flags.add(flag);
                interpretation.markWhole();
            }
        }
        return flags.isEmpty() ? null : String.join(", ", flags);
    }

    private static String range(Element observation) {
        List<String> ranges = new ArrayList<>();
        for (Element range : observation.values("referenceRange")) {
            String text = range.peek("text");
            String shown = text != null ? text : FhirText.range(range);
            if (shown != null) {
                ranges.add(shown);
                range.markWhole();
            }
        }
        return ranges.isEmpty() ? null : String.join("; ", ranges);
    }

    /** A value of any type. */
    private record Value(String text, String system, String code, String unit) {
        private static final Value NONE = new Value(null, null, null, null);

        static Value of(Element observation) {
            List<Element> values = observation.choices("value");
            if (values.isEmpty()) {
                return NONE;
            }
            Element value = values.get(0);
            switch (value.name()) {
                case "valueQuantity":
                    return quantity(value);
                case "valueCodeableConcept":
                    Element coding = CodeSystems.preferred(value);
                    String text = FhirText.of(value);
                    return new Value(
                            text,
                            coding == null ? null : CodeSystems.name(coding.peek("system")),
                            coding == null ? null : coding.peek("code"),
                            null);
                case "valueSampledData":
                    value.withhold("SampledData");
                    return NONE;
                case "valueDateTime":
                    String date = value.text();
                    return date == null ? NONE : new Value(FhirText.date(date), null, null, null);
                case "valuePeriod":
                    return period(value);
                default:
                    return new Value(FhirText.of(value), null, null, null);
            }
        }

        private static Value quantity(Element quantity) {
            String number = quantity.peek("value");
            if (number == null) {
                return NONE;
            }
            String comparator = quantity.peek("comparator");
            quantity.markWhole();
            return new Value(
                    (comparator == null ? "" : comparator + ' ') + number, null, null, FhirText.unit(quantity));
        }

        private static Value period(Element period) {
            String start = period.text("start");
            String end = period.text("end");
            String from = start == null ? null : FhirText.date(start);
            String to = end == null ? null : FhirText.date(end);
            return new Value(from == null ? to : to == null ? from : from + " to " + to, null, null, null);
        }

        @Override
        public String toString() {
            return "Value";
        }
    }
}
