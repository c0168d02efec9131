package dev.sigilo.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists of phrases by name, from a file in which each list begins with its name in square brackets. */
final class TrainingPhrases {

    private final Map<String, List<String>> lists = new HashMap<>();
    private final RandomChoice choice;

    TrainingPhrases(List<String> lines, RandomChoice choice) {
        this.choice = choice;
        List<String> current = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("[")) {
                current = lists.computeIfAbsent(line.substring(1, line.indexOf(']')), name -> new ArrayList<>());
            } else {
                current.add(line);
            }
        }
    }

    /**
     * Chooses a phrase from the list with this name.
     *
     * @throws IllegalArgumentException if the list does not exist
     */
    String of(String list) {
        List<String> entries = lists.get(list);
        if (entries == null) {
            throw new IllegalArgumentException(
                    "a template has the slot {" + list + "}, which is unknown; phrase lists: " + lists.keySet());
        }
        return choice.of(entries);
    }
}
