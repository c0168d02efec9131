package dev.sigilo.formats.fhir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read from one resource. Contains PHI.
 *
 * @param hits     the values that the map's lines found
 * @param coded    coded observations
 * @param lines    the same as readable lines
 * @param numbers  numbers of series and instances by field
 * @param withheld whether the resource must not be taken as a fact
 */
record Facts(
        List<Hit> hits,
        List<CodedObservation> coded,
        List<String> lines,
        Map<String, String> numbers,
        boolean withheld) {

    /**
     * The values of a line.
     *
     * @param order  the line's place in the map; lines that the reader adds come after all others
     * @param field  the field
     * @param list   whether the field is a list
     * @param values the values, at least one
     */
    record Hit(int order, String field, boolean list, List<String> values) {
        @Override
        public String toString() {
            return "Hit[" + order + "]";
        }
    }

    static Facts empty(boolean withheld) {
        return new Facts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), withheld);
    }

    /** Returns the first values of a field that is not a list, or null. */
    Hit hit(String field) {
        for (Hit hit : hits) {
            if (!hit.list() && hit.field().equals(field)) {
                return hit;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "Facts[" + hits.size() + " hits]";
    }
}
