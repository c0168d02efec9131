package dev.sigilo.mllp;

/**
 * Why a message was not acknowledged with AA. AR means that the same message would be refused again, AE that sending it again
 * later helps (HL7 v2.5.1 section 2.9.2 and table 0008). The codes are part of the contract.
 */
public enum Refusal {
    NOT_HL7("AR", 100, "Segment sequence error", "the message does not begin with an MSH segment"),
    NOT_FRAMED("AR", 100, "Segment sequence error", "bytes outside of an MLLP frame"),
    NOT_ENDED("AR", 100, "Segment sequence error", "the next message began before the end of this one"),
    TOO_LARGE("AR", 207, "Application error", "the message is over the size limit"),
    NOT_STORED("AE", 207, "Application error", "the message could not be stored; send it again"),
    NO_ANSWER("AE", 207, "Application error", "the message was not stored in time; send it again");

    private final String acknowledgment;
    private final int condition;
    private final String conditionText;
    private final String advice;

    Refusal(String acknowledgment, int condition, String conditionText, String advice) {
        this.acknowledgment = acknowledgment;
        this.condition = condition;
        this.conditionText = conditionText;
        this.advice = advice;
    }

    /** Returns the acknowledgment code of MSA-1: AR or AE. */
    public String acknowledgment() {
        return acknowledgment;
    }

    /** Returns the error condition of HL7 table 0357. */
    public int condition() {
        return condition;
    }

    /** Returns the text of the error condition in HL7 table 0357. */
    String conditionText() {
        return conditionText;
    }

    /** Returns what was wrong, for people; never a value of the message. */
    public String advice() {
        return advice;
    }
}
