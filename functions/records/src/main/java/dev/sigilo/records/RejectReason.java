package dev.sigilo.records;

/** Why a message was rejected. The codes are part of the contract: once released, a code is never changed or reused. */
public enum RejectReason {
    EMPTY_MESSAGE("the message has no content; send one JSON object per message"),
    UNKNOWN_ENCODING("the bytes are not UTF-8; encode the message as UTF-8"),
    NOT_JSON("the text is not JSON; send one JSON object per message"),
    NOT_AN_OBJECT("the JSON is not an object; send one JSON object per message"),
    DUPLICATE_FIELD("a field name stands twice; name each field once"),
    TOO_DEEP("objects or arrays are nested too deeply; flatten the record"),
    TOO_LARGE("the message is over the size limit; send less or raise maxRecordBytes"),
    TOO_MANY_FIELDS("the record has too many fields; send fewer or raise maxFields"),
    WRONG_TYPE("the value does not have the type that the field accepts; see docs/CLASSIFY.md"),
    NO_IDENTITY("no field says which record this is and there is no content to derive it from; set record_id"),
    UNKNOWN_FIELD("the policy rejects fields that it does not name; name the field in the policy or do not send it"),
    NO_KNOWN_FIELD("no field with a value is named in the policy; check the field names"),
    NOT_HL7("the text is not an HL7 v2 message; a message begins with an MSH segment"),
    NOT_FHIR("the message is not a FHIR R4 resource or NDJSON of resources in UTF-8"),
    NOT_DICOM("the message is not a DICOM JSON dataset (PS3.18 Annex F) in UTF-8"),
    NO_RECORD("the message contains nothing that a record is made from; docs/FORMATS.md lists what is read"),
    TOO_MANY_RECORDS("the message contains more records than the limit; send it in parts"),
    UNREADABLE_INPUT("the message on the stage's input topic is not of the topic's type; was it produced by Sigilo?"),
    TOKEN_FAILED("a value could not be tokenized as the policy says; the record was withheld"),
    ERASED_PATIENT("the patient was erased; `sigilo erase --lift` accepts the patient's records again"),
    ERASED_RECORD("the record was erased; `sigilo erase --record --lift` accepts it again"),
    OUTPUT_TOO_LARGE("the result is over the size limit of a Pulsar message; send a smaller record"),
    INTERNAL_FAULT("a fault in Sigilo, told in the function's log with its place; report it");

    private final String advice;

    RejectReason(String advice) {
        this.advice = advice;
    }

    /** Returns the stable code, as used in messages and in db_command. */
    public String code() {
        return name();
    }

    /** Returns what was wrong and what to do, without any value. */
    public String advice() {
        return advice;
    }
}
