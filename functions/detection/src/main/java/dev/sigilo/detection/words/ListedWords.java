package dev.sigilo.detection.words;

/** The words of all word lists, each with the lists that contain it. */
public final class ListedWords {

    public static final int GIVEN_NAME = 1;
    public static final int SURNAME = 2;
    public static final int PLACE = 4;
    public static final int COUNTRY = 8;
    public static final int COMMON_WORD = 16;
    public static final int PROFESSION = 32;
    public static final int STREET = 64;
    public static final int NATIONALITY = 128;
    /** Drugs, diseases, anatomy, instruments, procedures. */
    public static final int CLINICAL = 256;

    /** Both lists of names of people. */
    public static final int PERSON_NAME = GIVEN_NAME | SURNAME;

    static final int LIST_COUNT = 9;

    private final IntTable lists;

    public ListedWords(int expected) {
        lists = new IntTable(expected);
    }

    public void add(int wordHash, int list) {
        lists.put(wordHash, lists(wordHash) | list);
    }

    /** Returns the lists that contain the word with this {@linkplain Hashes#folded hash}, as bits; 0 if there are none. */
    public int lists(int wordHash) {
        int found = lists.get(wordHash);
        return found == IntTable.ABSENT ? 0 : found;
    }

    public int[] sortedWords() {
        return lists.sortedKeys();
    }
}
