package dev.sigilo.text;

/** Reads person names that consist of components: family name, given name, middle name, prefix, suffix. */
public final class NameComponents {
    private NameComponents() {}

    /**
     * Returns a name in the order given names, family name, without prefix and suffix.
     *
     * @param name the components, separated by carets, as DICOM writes them (PS3.5 section 6.2.1)
     * @return the name, empty if it has none of these components
     */
    public static String plain(String name) {
        String[] parts = name.split("\\^", 5);
        StringBuilder plain = new StringBuilder(name.length());
        for (int part : new int[] {1, 2, 0}) {
            String text = part < parts.length ? parts[part].strip() : "";
            if (!text.isEmpty()) {
                plain.append(plain.isEmpty() ? "" : " ").append(text);
            }
        }
        return plain.toString();
    }
}
