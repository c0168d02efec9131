package dev.sigilo.detection.words;

/** The words of all word lists, each with the lists that contain it. */
public final class ListedWords {

    /** Bit of the list of given names. */
    public static final int GIVEN_NAME = 1;
    /** Bit of the list of surnames. */
    public static final int SURNAME = 2;
    /** Bit of the list of places. */
    public static final int PLACE = 4;
    /** Bit of the list of countries. */
    public static final int COUNTRY = 8;
    /** Bit of the list of common words. */
    public static final int COMMON_WORD = 16;
    /** Bit of the list of professions. */
    public static final int PROFESSION = 32;
    /** Bit of the list of words in street names. */
    public static final int STREET = 64;
    /** Bit of the list of nationalities. */
    public static final int NATIONALITY = 128;
    /** Drugs, diseases, anatomy, instruments, procedures. */
    public static final int CLINICAL = 256;

    /** Both lists of names of people. */
    public static final int PERSON_NAME = GIVEN_NAME | SURNAME;

    static final int LIST_COUNT = 9;

    private final IntTable lists;

    /** Creates empty lists with room for this many words. */
    public ListedWords(int expected) {
        lists = new IntTable(expected);
    }

    /** Adds the word with this {@linkplain Hashes#folded hash} to a list, given by its bit. */
    public void add(int wordHash, int list) {
        lists.put(wordHash, lists(wordHash) | list);
    }

    /**
     * Returns the lists that contain the word with this {@linkplain Hashes#folded hash}, as bits; 0 if there are none.
     */
    public int lists(int wordHash) {
        int found = lists.get(wordHash);
        return found == IntTable.ABSENT ? 0 : found;
    }

    /** Returns the hashes of all words in ascending unsigned order. */
    public int[] sortedWords() {
        return lists.sortedKeys();
    }
}
