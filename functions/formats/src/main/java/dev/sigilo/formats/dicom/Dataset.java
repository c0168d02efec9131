package dev.sigilo.formats.dicom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dataset or an item of a sequence: data elements by tag, in the order of the message. Contains PHI. */
final class Dataset {
    private final Map<Integer, Element> elements = new LinkedHashMap<>();

    /** Adds an element; returns false if the dataset has it already. */
    boolean add(int tag, Element element) {
        return elements.putIfAbsent(tag, element) == null;
    }

    Map<Integer, Element> elements() {
        return elements;
    }

    /** Returns the element, or null. */
    Element get(int tag) {
        return elements.get(tag);
    }

    /** Returns the first value as text without the padding of PS3.5 section 6.2; null if there is none. */
    String text(int tag) {
        Element element = elements.get(tag);
        if (element != null) {
            for (Object value : element.values()) {
                String text = text(value);
                if (text != null) {
                    return text;
                }
            }
        }
        return null;
    }

    /** Returns the items of a sequence. */
    List<Dataset> items(int tag) {
        Element element = elements.get(tag);
        List<Dataset> items = new ArrayList<>();
        if (element != null) {
            for (Object value : element.values()) {
                if (value instanceof Dataset item) {
                    items.add(item);
                }
            }
        }
        return items;
    }

    /** Returns the first item of a sequence, or null. */
    Dataset item(int tag) {
        List<Dataset> items = items(tag);
        return items.isEmpty() ? null : items.get(0);
    }

    /** Returns a value as text; null if it is empty or not text. */
    static String text(Object value) {
        String text = null;
        if (value instanceof String string) {
            text = string.replace("\0", "").strip();
        } else if (value instanceof Element.JsonNumber number) {
            text = number.literal();
        } else if (value instanceof PersonName name) {
            text = String.join(" / ", name.names());
        }
        return text == null || text.isEmpty() ? null : text;
    }

    @Override
    public String toString() {
        return "Dataset[" + elements.size() + " elements]";
    }
}
