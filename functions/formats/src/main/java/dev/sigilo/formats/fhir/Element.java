package dev.sigilo.formats.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A JSON value of a resource. It remembers whether it was read, so that everything that is left out can be counted.
 * Contains PHI.
 */
final class Element {
    /** The JSON type. */
    enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL
    }

    private static final List<Element> NONE = List.of();
    private static final Set<String> VALUES = Set.of("value", "code", "display");

    private final String name;
    private final Kind kind;
    private final Element parent;
    private final String text;
    private final List<Element> children;
    private int start;
    private int end;
    private boolean read;
    private boolean partlyRead;
    private boolean wholeRead;
    private boolean allRead;
    private String withheld;
    private Resource target;

    private Element(String name, Kind kind, Element parent, String text, List<Element> children) {
        this.name = name;
        this.kind = kind;
        this.parent = parent;
        this.text = text;
        this.children = children;
    }

    /** Returns a value without children. */
    static Element scalar(String name, Kind kind, Element parent, String text) {
        return new Element(name, kind, parent, text, NONE);
    }

    /** Returns an empty object or array, to which children are added. */
    static Element composite(String name, Kind kind, Element parent) {
        return new Element(name, kind, parent, null, new ArrayList<>());
    }

    void add(Element child) {
        children.add(child);
    }

    /** Sets where the value is in its message, in bytes. */
    void span(int from, int to) {
        start = from;
        end = to;
    }

    /** Returns the name in the object; the items of an array have the array's name. */
    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    boolean isObject() {
        return kind == Kind.OBJECT;
    }

    boolean isScalar() {
        return kind != Kind.OBJECT && kind != Kind.ARRAY;
    }

    List<Element> children() {
        return children;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Returns the resource that this reference or attachment points to, or null. */
    Resource target() {
        return target;
    }

    void target(Resource resource) {
        target = resource;
    }

    /** Returns the object's member as it is, or null. */
    Element member(String member) {
        for (Element child : children) {
            if (child.name.equals(member)) {
                return child;
            }
        }
        return null;
    }

    /** Returns the values of a member: the items of its array, or the member itself. JSON nulls are left out. */
    List<Element> values(String member) {
        if (kind != Kind.OBJECT) {
            return NONE;
        }
        Element child = member(member);
        return child == null ? NONE : child.items();
    }

    /** Returns the values of all members whose names are the base followed by a type, such as {@code valueQuantity}. */
    List<Element> choices(String base) {
        if (kind != Kind.OBJECT) {
            return NONE;
        }
        List<Element> found = NONE;
        for (Element child : children) {
            if (child.name.length() > base.length()
                    && child.name.startsWith(base)
                    && Character.isUpperCase(child.name.charAt(base.length()))) {
                if (found.isEmpty()) {
                    found = child.items();
                } else {
                    found = new ArrayList<>(found);
                    found.addAll(child.items());
                }
            }
        }
        return found;
    }

    private List<Element> items() {
        if (kind == Kind.NULL) {
            return NONE;
        }
        if (kind != Kind.ARRAY) {
            return List.of(this);
        }
        for (Element item : children) {
            if (item.kind == Kind.NULL || item.kind == Kind.ARRAY) {
                return children.stream()
                        .filter(one -> one.kind != Kind.NULL && one.kind != Kind.ARRAY)
                        .toList();
            }
        }
        return children;
    }

    /** Returns the first value of a member, or null. */
    Element first(String member) {
        List<Element> values = values(member);
        return values.isEmpty() ? null : values.get(0);
    }

    /** Returns the text of the member's first value without marking it as read; null if it has no visible text. */
    String peek(String member) {
        Element value = first(member);
        return value == null ? null : value.visible();
    }

    /** Returns the text of the member's first value and marks it as read; null if it has no visible text. */
    String text(String member) {
        Element value = first(member);
        return value == null ? null : value.text();
    }

    /** Returns the text of this scalar and marks it as read; null if it has no visible text. */
    String text() {
        String visible = visible();
        if (visible != null) {
            markRead();
        }
        return visible;
    }

    private String visible() {
        if (text == null || kind == Kind.NULL) {
            return null;
        }
        String stripped = text.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /** Marks this value as read. */
    void markRead() {
        read = true;
        for (Element above = parent; above != null && !above.partlyRead; above = above.parent) {
            above.partlyRead = true;
        }
    }

    /** Marks this value and everything in it as read, except extensions and the siblings of primitive values. */
    void markWhole() {
        if (wholeRead) {
            return;
        }
        wholeRead = true;
        markRead();
        for (Element child : children) {
            if (!isExtension(child.name)) {
                child.markWhole();
            }
        }
    }

    /** Marks this value as read. If it is in an extension, the whole extension is read. */
    void markLeaf() {
        markRead();
        Element extension = null;
        for (Element above = parent; above != null; above = above.parent) {
            if (above.isObject() && isExtension(above.name)) {
                extension = above;
            }
        }
        if (extension != null) {
            extension.markAll();
        } else if (parent != null && parent.isObject() && VALUES.contains(name)) {
            // The system, the type and the use of a value say what it is.
            parent.markWhole();
        }
    }

    private void markAll() {
        if (allRead) {
            return;
        }
        allRead = true;
        markRead();
        children.forEach(Element::markAll);
    }

    /** Returns whether a member of this name is an extension, or the sibling of a primitive value. */
    static boolean isExtension(String name) {
        return name.equals("extension") || name.equals("modifierExtension") || name.startsWith("_");
    }

    /** Marks this value as left out, with a short reason such as {@code pdf}. */
    void withhold(String reason) {
        withheld = reason;
        markRead();
    }

    /** Returns why this value was left out, or null. */
    String withheld() {
        return withheld;
    }

    /** Returns whether the value or anything in it was read. */
    boolean isTouched() {
        return read || partlyRead;
    }

    /** Returns only the type, because the value may identify a person. */
    @Override
    public String toString() {
        return kind.toString();
    }
}
