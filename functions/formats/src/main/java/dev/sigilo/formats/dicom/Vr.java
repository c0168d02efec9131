package dev.sigilo.formats.dicom;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The value representations of DICOM PS3.5 section 6.2. */
enum Vr {
    AE(Kind.TEXT),
    AS(Kind.TEXT),
    AT(Kind.TAG, 4),
    CS(Kind.TEXT),
    DA(Kind.TEXT),
    DS(Kind.DECIMAL_TEXT),
    DT(Kind.TEXT),
    FD(Kind.NUMBER, 8),
    FL(Kind.NUMBER, 4),
    IS(Kind.DECIMAL_TEXT),
    LO(Kind.LOCAL_TEXT),
    LT(Kind.LOCAL_NOTE),
    OB(Kind.BULK),
    OD(Kind.BULK),
    OF(Kind.BULK),
    OL(Kind.BULK),
    OV(Kind.BULK),
    OW(Kind.BULK),
    PN(Kind.PERSON_NAME),
    SH(Kind.LOCAL_TEXT),
    SL(Kind.NUMBER, 4),
    SQ(Kind.SEQUENCE),
    SS(Kind.NUMBER, 2),
    ST(Kind.LOCAL_NOTE),
    SV(Kind.NUMBER, 8),
    TM(Kind.TEXT),
    UC(Kind.LOCAL_TEXT),
    UI(Kind.TEXT),
    UL(Kind.NUMBER, 4),
    UN(Kind.BULK),
    UR(Kind.NOTE),
    US(Kind.NUMBER, 2),
    UT(Kind.LOCAL_NOTE),
    UV(Kind.NUMBER, 8);

    /** How the values of a VR are encoded. */
    enum Kind {
        /** Text in the default character repertoire; a backslash separates values. */
        TEXT,
        /** One text in the default character repertoire. */
        NOTE,
        /** Text in the character set of the dataset; a backslash separates values. */
        LOCAL_TEXT,
        /** One text in the character set of the dataset. */
        LOCAL_NOTE,
        /** Numbers as text. */
        DECIMAL_TEXT,
        /** Binary numbers of a fixed size. */
        NUMBER,
        /** A tag. */
        TAG,
        PERSON_NAME,
        SEQUENCE,
        /** Binary data, or data of an unknown representation. */
        BULK
    }

    private static final Map<String, Vr> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Vr::name, Function.identity()));

    private static final Vr[][] BY_LETTERS = new Vr['Z' - 'A' + 1]['Z' - 'A' + 1];

    static {
        for (Vr vr : values()) {
            BY_LETTERS[vr.name().charAt(0) - 'A'][vr.name().charAt(1) - 'A'] = vr;
        }
    }

    private final Kind kind;
    private final int size;

    Vr(Kind kind) {
        this(kind, 1);
    }

    Vr(Kind kind, int size) {
        this.kind = kind;
        this.size = size;
    }

    /** Returns the VR with this name, or null. */
    static Vr of(String name) {
        return BY_NAME.get(name);
    }

    /** Returns the VR whose name consists of these two letters, or null. */
    static Vr of(int first, int second) {
        return first < 'A' || first > 'Z' || second < 'A' || second > 'Z'
                ? null
                : BY_LETTERS[first - 'A'][second - 'A'];
    }

    Kind kind() {
        return kind;
    }

    /** Returns the number of bytes of one value if it is binary. */
    int size() {
        return size;
    }

    boolean isBulk() {
        return kind == Kind.BULK;
    }

    /** Returns whether DICOM JSON writes the values as numbers (PS3.18 Table F.2.3-1). */
    boolean isNumber() {
        return kind == Kind.NUMBER || kind == Kind.DECIMAL_TEXT;
    }

    /** Returns whether the length field of an element has four bytes in explicit VR encodings (PS3.5 section 7.1.2). */
    boolean hasLongLength() {
        return switch (this) {
            case OB, OD, OF, OL, OV, OW, SQ, SV, UC, UN, UR, UT, UV -> true;
            default -> false;
        };
    }
}
