package dev.sigilo.formats.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Elements that change the meaning of the resource that they are in (FHIR R4, conformance-rules.html#isModifier). */
final class Modifiers {
    static final String ENTERED_IN_ERROR = "entered-in-error";
    static final String DO_NOT_PERFORM = "do-not-perform";

    private static final String UNKNOWN_STATUS = "unknown-status";
    private static final String VERIFICATION = "verificationStatus";
    private static final Set<String> SURE = Set.of("", "confirmed");
    private static final Set<String> NOT_A_FACT = Set.of("refuted", ENTERED_IN_ERROR);
    private static final Set<String> STATUSES = Set.of(
            "unconfirmed",
            "provisional",
            "differential",
            "confirmed",
            "refuted",
            ENTERED_IN_ERROR,
            "active",
            "recurrence",
            "relapse",
            "inactive",
            "remission",
            "resolved");
    /** Intents of requests that nobody has ordered (request-intent, medicationrequest-intent). */
    private static final Set<String> NO_ORDERS = Set.of("proposal", "plan", "directive", "option");

    private static final Set<String> PERSONS_AND_PLACES = Set.of(
            "Patient",
            "Practitioner",
            "PractitionerRole",
            "RelatedPerson",
            "Person",
            "Organization",
            "Location",
            "HealthcareService",
            "CareTeam");
    private static final Pattern GAP = Pattern.compile("[\\s_]+");

    private Modifiers() {}

    /** Returns whether the resource was entered in error. */
    static boolean isMistake(Element root) {
        return ENTERED_IN_ERROR.equals(root.peek("status"))
                || ENTERED_IN_ERROR.equals(root.peek("docStatus"))
                || ENTERED_IN_ERROR.equals(verification(root));
    }

    /** Returns whether a resource that another one refers to must not be taken as a fact. */
    static boolean isNotAFact(Resource target) {
        Element root = target.root();
        return !PERSONS_AND_PLACES.contains(target.type())
                && (isMistake(root) || isRefuted(verification(root)) || root.member("modifierExtension") != null);
    }

    /** Returns the code of the verification status, or an empty string. */
    static String verification(Element root) {
        return code(root, VERIFICATION);
    }

    /** Returns whether a verification status says that the patient does not have the condition. */
    static boolean isRefuted(String verification) {
        return NOT_A_FACT.contains(verification);
    }

    /** Returns a diagnosis with its verification status in brackets, unless it is confirmed. */
    static String verified(String diagnosis, String verification) {
        return SURE.contains(verification) ? diagnosis : diagnosis + " (" + verification + ')';
    }

    /** Returns whether a request is one not to do something. */
    static boolean isProhibition(Element root) {
        String value = root.peek("doNotPerform");
        return value != null && !value.equals("false");
    }

    /** Returns the intent of a request that is not an order, such as a proposal, or null. */
    static String intent(Element root) {
        String intent = root.peek("intent");
        return NO_ORDERS.contains(intent == null ? "" : intent) ? intent : null;
    }

    /** Returns all that changes the meaning of a clinical resource. */
    static List<String> of(Element root) {
        List<String> found = new ArrayList<>();
        add(found, root.peek("status"));
        add(found, code(root, "clinicalStatus"));
        add(found, verification(root));
        add(found, intent(root));
        add(found, isProhibition(root) ? DO_NOT_PERFORM : null);
        add(found, isSubpotent(root) ? "subpotent" : null);
        return found;
    }

    private static void add(List<String> found, String status) {
        if (status != null && !status.isEmpty()) {
            found.add(status);
        }
    }

    /** Returns the one of several statuses that changes the meaning most, or null. */
    static String strongest(Element root) {
        String own = root.peek("status");
        if (isProhibition(root)) {
            return DO_NOT_PERFORM;
        }
        if (intent(root) != null) {
            return intent(root);
        }
        if (isSubpotent(root) && "completed".equals(own)) {
            return "subpotent";
        }
        String verification = verification(root);
        String status = SURE.contains(verification) ? code(root, "clinicalStatus") : verification;
        return status.isEmpty() ? own : status;
    }

    private static boolean isSubpotent(Element root) {
        return "true".equals(root.peek("isSubpotent"));
    }

    /** Returns a status of R4 if any coding or the text is one. Another status is not taken for one that is sure. */
    private static String code(Element root, String name) {
        Element concept = root.first(name);
        if (concept == null) {
            return "";
        }
        // Before R4 the status was a code.
        List<String> candidates = new ArrayList<>();
        add(candidates, concept.isScalar() ? root.peek(name) : concept.peek("text"));
        for (Element coding : concept.values("coding")) {
            add(candidates, coding.peek("code"));
            add(candidates, coding.peek("display"));
        }
        for (String candidate : candidates) {
            String status = GAP.matcher(candidate.toLowerCase(Locale.ROOT)).replaceAll("-");
            if (STATUSES.contains(status)) {
                return status;
            }
        }
        return candidates.isEmpty() ? "" : UNKNOWN_STATUS;
    }
}
