package dev.sigilo.tokenize.domain;

import dev.sigilo.text.WordList;
import java.util.Locale;
import java.util.Set;

/** The names that a format itself gives to its messages and their parts. A name of any other form may be a person's. */
final class MessageTypes {
    private static final int LONGEST_PATH = 120;

    /** HL7 v2.8, table 0076, and the codes of earlier versions. */
    private static final Set<String> HL7_MESSAGES = WordList.setOfWords("""
            ack adr adt ars bar bps brp brt bts ccf cci ccm ccq ccr ccu cqu crm csu dbc dbr dbu dft doc dsr eac ean ear
            edr ehc eqq erp esr esu inr inu lsr lsu mcf mdm mfd mfk mfn mfq mfr nmd nmq nmr omb omd omg omi oml omn omp
            omq oms opl opr opu ora orb ord orf org ori orl orm orn orp orr ors oru osm osq osr oul pex pgl pin pmu ppg
            ppp ppr ppt ppv prr ptr qbp qck qcn qry qsb qsx qvr rar ras rci rcl rde rdr rds rdy ref rer rgr rgv ror rpa
            rpi rpl rpr rqa rqc rqi rqp rqq rra rrd rre rrg rri rsp rtb sck scn sdn sdr siu slr smd spq spr sqm sqr srm
            srr ssr ssu stc sti sur tbr tcr tcu udm uir vqq vxq vxr vxu vxx""");
    /** FHIR R4, the resource types that a hospital's interfaces send. */
    private static final Set<String> FHIR_RESOURCES = WordList.setOfWords("""
            Account AllergyIntolerance Appointment Basic Binary BodyStructure Bundle CarePlan CareTeam ChargeItem Claim
            ClinicalImpression Communication Composition Condition Consent Coverage DetectedIssue Device DeviceRequest
            DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference Encounter EpisodeOfCare
            ExplanationOfBenefit FamilyMemberHistory Flag Goal Group HealthcareService ImagingStudy Immunization
            ImmunizationRecommendation Invoice Library Linkage List Location Measure MeasureReport Media Medication
            MedicationAdministration MedicationDispense MedicationKnowledge MedicationRequest MedicationStatement
            MessageHeader MolecularSequence NutritionOrder Observation OperationOutcome Organization
            OrganizationAffiliation Parameters Patient PaymentNotice Person Practitioner PractitionerRole Procedure
            Provenance Questionnaire QuestionnaireResponse RelatedPerson RequestGroup RiskAssessment Schedule
            ServiceRequest Slot Specimen Substance SupplyDelivery SupplyRequest Task VisionPrescription""");
    /** DICOM modalities (PS3.3 C.7.3.1.1.1), retired ones included. */
    private static final Set<String> MODALITIES = WordList.setOfWords("""
            ANN AR ASMT AU BDUS BI BMD CD CF CFM CP CR CS CT CTPROTOCOL DD DF DG DM DMS DOC DS DX EC ECG EEG EMG EOG EPS
            ES FA FID FS GM HC HD IO IOL IVOCT IVUS KER KO LEN LP LS M3D MA MG MR MS NM OAM OCT OP OPM OPR OPT OPTBSV
            OPTENF OPV OSS OT PA PLAN POS PR PT PX REG RESP RF RG RTDOSE RTIMAGE RTINTENT RTPLAN RTRAD RTRECORD RTSEGANN
            RTSTRUCT RWV SEG SM SMR SR SRF ST STAIN TEXTUREMAP TG US VA VF VIDD XA XAPROTOCOL XC""");

    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String HEXADECIMAL = DIGITS + "ABCDEFabcdefx";

    private MessageTypes() {}

    /** Returns whether this is the type of a message, such as {@code ORU^R01}, {@code DiagnosticReport} or {@code CT}. */
    static boolean isType(String value) {
        if (FHIR_RESOURCES.contains(value) || MODALITIES.contains(value)) {
            return true;
        }
        if (value.length() < 3 || !HL7_MESSAGES.contains(value.substring(0, 3).toLowerCase(Locale.ROOT))) {
            return false;
        }
        FormCursor cursor = new FormCursor(value);
        boolean named = cursor.skip(CAPITALS, 3, 3);
        if (named && cursor.skip("^")) {
            named = skipEvent(cursor);
            if (named && cursor.skip("^")) {
                named = cursor.skip(CAPITALS, 3, 3) && (!cursor.skip("_") || skipEvent(cursor));
            }
        }
        return named && cursor.isAtEnd();
    }

    /** Passes the code of an event, such as A40 or ZA1. */
    private static boolean skipEvent(FormCursor cursor) {
        return cursor.skip(CAPITALS) && cursor.skip(CAPITALS + DIGITS) && cursor.skip(DIGITS);
    }

    /** Returns whether this is a DICOM modality. */
    static boolean isModality(String value) {
        return MODALITIES.contains(value);
    }

    /** Returns whether this is the path of a part of a message by the standards of HL7 v2 or DICOM. */
    static boolean isStandardPath(String path) {
        return path.length() <= LONGEST_PATH && (isHl7Path(path) || isDicomPath(path));
    }

    /** Segment, field and component, and a data type in brackets: {@code OBX-5[ED]}, {@code PID-3.1}, {@code ZPI}. */
    private static boolean isHl7Path(String path) {
        FormCursor cursor = new FormCursor(path);
        if (!cursor.skip(CAPITALS, 2, 2) || !cursor.skip(CAPITALS + DIGITS)) {
            return false;
        }
        if (cursor.skip("-")) {
            if (!cursor.skipDigits(1, 3)) {
                return false;
            }
            while (cursor.skip(".")) {
                if (!cursor.skipDigits(1, 2)) {
                    return false;
                }
            }
        }
        return skipDataType(cursor) && cursor.isAtEnd();
    }

    /** Tags, also in sequences: {@code (7FE0,0010)}, {@code 00081140.00081150}, {@code (60xx,3000)[OW]}. */
    private static boolean isDicomPath(String path) {
        FormCursor cursor = new FormCursor(path);
        do {
            cursor.skip("(");
            if (!cursor.skip(HEXADECIMAL, 4, 4)) {
                return false;
            }
            cursor.skip(",");
            if (!cursor.skip(HEXADECIMAL, 4, 4)) {
                return false;
            }
            cursor.skip(")");
        } while (cursor.skip("./>"));
        return skipDataType(cursor) && cursor.isAtEnd();
    }

    private static boolean skipDataType(FormCursor cursor) {
        return !cursor.skip("[") || cursor.skip(CAPITALS, 2, 3) && cursor.skip("]");
    }

    /**
     * Returns whether this has the form of a path of a FHIR resource, such as {@code Patient.photo}. Its element names
     * may be anybody's words, so they must be checked for identifiers too.
     */
    static boolean isResourcePath(String path) {
        int dot = path.indexOf('.');
        if (path.length() > LONGEST_PATH || !FHIR_RESOURCES.contains(dot < 0 ? path : path.substring(0, dot))) {
            return false;
        }
        FormCursor cursor = new FormCursor(path);
        boolean named;
        do {
            named = cursor.skip(CAPITALS + SMALL) && cursor.skip(CAPITALS + SMALL + DIGITS, 0, LONGEST_PATH);
        } while (named && cursor.skip("."));
        return named && cursor.isAtEnd();
    }
}
