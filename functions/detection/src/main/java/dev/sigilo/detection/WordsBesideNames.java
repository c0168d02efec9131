package dev.sigilo.detection;

import dev.sigilo.detection.names.NamedThings;
import dev.sigilo.detection.names.PersonVerbs;

/**
 * Decides what the words beside a possible name show about it: "says" follows a person, "catheter" a term.
 *
 * <p>Case and accents make no difference.
 */
public final class WordsBesideNames {

    private WordsBesideNames() {}

    /** Returns whether only people do what the verb means: "says", "refiere". */
    public static boolean isVerbOfPeople(String word) {
        return PersonVerbs.areDoneByPeople(word);
    }

    /** Returns whether the word may be between a name and its verb: "lo", "also". */
    public static boolean mayPrecedeVerb(String word) {
        return PersonVerbs.mayStandBetween(word);
    }

    /** Returns whether the word is a device that is named only after its inventor: "Foley". */
    public static boolean isDevice(String word) {
        return NamedThings.isDevice(word);
    }

    /** Returns whether the word is a noun that turns a name before it into a term: "catheter" in "Foley catheter". */
    public static boolean isNamedThing(String word) {
        return NamedThings.contains(word);
    }
}
