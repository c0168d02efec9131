package dev.sigilo.formats.dicom;

import java.util.HexFormat;

/** A data element tag as a number: the group in the high half, the element in the low half. */
final class Tag {
    static final int SPECIFIC_CHARACTER_SET = 0x00080005;
    static final int SOP_INSTANCE_UID = 0x00080018;
    static final int MODALITY = 0x00080060;
    static final int MODALITIES_IN_STUDY = 0x00080061;
    static final int CODE_VALUE = 0x00080100;
    static final int CODING_SCHEME_DESIGNATOR = 0x00080102;
    static final int CODE_MEANING = 0x00080104;
    static final int LONG_CODE_VALUE = 0x00080119;
    static final int URN_CODE_VALUE = 0x00080120;
    static final int PATIENT_NAME = 0x00100010;
    static final int OTHER_PATIENT_NAMES = 0x00101001;
    static final int PATIENT_BIRTH_NAME = 0x00101005;
    static final int PATIENT_MOTHER_BIRTH_NAME = 0x00101060;
    static final int RESPONSIBLE_PERSON = 0x00102297;
    static final int STUDY_INSTANCE_UID = 0x0020000D;
    static final int SERIES_INSTANCE_UID = 0x0020000E;
    static final int ROWS = 0x00280010;
    static final int PIXEL_REPRESENTATION = 0x00280103;
    static final int BURNED_IN_ANNOTATION = 0x00280301;
    static final int MEASUREMENT_UNITS = 0x004008EA;
    static final int VALUE_TYPE = 0x0040A040;
    static final int CONCEPT_NAME = 0x0040A043;
    static final int DATE_TIME = 0x0040A120;
    static final int DATE = 0x0040A121;
    static final int TIME = 0x0040A122;
    static final int PERSON_NAME = 0x0040A123;
    static final int TEXT_VALUE = 0x0040A160;
    static final int CONCEPT_CODE = 0x0040A168;
    static final int MEASURED_VALUE = 0x0040A300;
    static final int NUMERIC_VALUE = 0x0040A30A;
    static final int CONTENT_SEQUENCE = 0x0040A730;
    static final int ITEM = 0xFFFEE000;
    static final int ITEM_END = 0xFFFEE00D;
    static final int SEQUENCE_END = 0xFFFEE0DD;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Tag() {}

    /**
     * Returns the tag of a DICOM JSON attribute name: eight hexadecimal digits, in capitals as PS3.18 F.2.2 asks, or in
     * small letters as some servers write them.
     *
     * @return the tag, or -1 if the name is not one
     */
    static int parse(String name) {
        if (name.length() != 8) {
            return -1;
        }
        int tag = 0;
        for (int i = 0; i < 8; i++) {
            char c = name.charAt(i);
            if (!HexFormat.isHexDigit(c)) {
                return -1;
            }
            tag = tag << 4 | HexFormat.fromHexDigit(c);
        }
        return tag;
    }

    /** Returns the name of the attribute in DICOM JSON, such as {@code 00100010}. */
    static String json(int tag) {
        return HEX.toHexDigits(tag);
    }

    /** Returns the tag as the standard writes it: {@code (0010,0010)}. */
    static String text(int tag) {
        String hex = HEX.toHexDigits(tag);
        return "(" + hex.substring(0, 4) + "," + hex.substring(4) + ")";
    }

    static int group(int tag) {
        return tag >>> 16;
    }

    /** Returns whether the group is odd: a private data element (PS3.5 section 7.8). */
    static boolean isPrivate(int tag) {
        return (tag & 0x10000) != 0;
    }
}
