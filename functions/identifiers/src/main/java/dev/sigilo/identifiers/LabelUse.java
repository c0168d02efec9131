package dev.sigilo.identifiers;

/** The condition under which a word before a number in free text counts as a label that announces an identifier. */
public enum LabelUse {
    /** Always: "MRN 445566". */
    ALWAYS,
    /** Only with a word for "number": "claim no. 4471". */
    BESIDE_NUMBER_WORD,
    /** Only before a code with letters or two numbers that do not increase: "reference PA-6620913". */
    BEFORE_CODE,
    /** Only in capitals, or with a point after each letter: "C.C. 79.456.123". */
    IN_CAPITALS
}
