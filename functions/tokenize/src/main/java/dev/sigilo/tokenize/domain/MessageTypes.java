package dev.sigilo.tokenize.domain;

import dev.sigilo.text.WordList;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

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
    /** A part of an HL7 v2 message, such as {@code OBX-5[ED]}, {@code PID-3.1} or {@code ZPI}. */
    private static final Pattern HL7_PATH =
            Pattern.compile("[A-Z][A-Z][A-Z0-9](?:-\\d{1,3}(?:\\.\\d{1,2}){0,2})?(?:\\[[A-Z]{2,3}])?");
    /** DICOM tags, such as {@code (7FE0,0010)} or {@code 00081140.00081150}; x is any digit. */
    private static final Pattern DICOM_PATH = Pattern.compile(
            "\\(?[0-9A-Fa-fx]{4},?[0-9A-Fa-fx]{4}\\)?(?:[./>]\\(?[0-9A-Fa-fx]{4},?[0-9A-Fa-fx]{4}\\)?){0,16}(?:\\[[A-Z]{2}])?");
    /** Elements of a FHIR resource, such as {@code Patient.photo}. */
    private static final Pattern FHIR_PATH = Pattern.compile("[A-Z][A-Za-z]{2,39}(?:\\.[A-Za-z][A-Za-z0-9]{0,39}){0,12}");

    private static final Pattern HL7_TYPE =
            Pattern.compile("([A-Z]{3})(?:\\^[A-Z][A-Z0-9][0-9](?:\\^[A-Z]{3}(?:_[A-Z][A-Z0-9][0-9])?)?)?");

    private MessageTypes() {}

    /** Returns whether this is the type of a message, such as {@code ORU^R01}, {@code DiagnosticReport} or {@code CT}. */
    static boolean isType(String value) {
        if (FHIR_RESOURCES.contains(value) || MODALITIES.contains(value)) {
            return true;
        }
        return value.length() <= 20
                && HL7_TYPE.matcher(value).matches()
                && HL7_MESSAGES.contains(value.substring(0, 3).toLowerCase(Locale.ROOT));
    }

    /** Returns whether this is a DICOM modality. */
    static boolean isModality(String value) {
        return MODALITIES.contains(value);
    }

    /** Returns whether this is the path of a part of a message by the standards of HL7 v2 or DICOM. */
    static boolean isStandardPath(String path) {
        return path.length() <= LONGEST_PATH
                && (HL7_PATH.matcher(path).matches() || DICOM_PATH.matcher(path).matches());
    }

    /**
     * Returns whether this has the form of a path of a FHIR resource. Its element names may be anybody's words, so they
     * must be checked for identifiers too.
     */
    static boolean isResourcePath(String path) {
        if (path.length() > LONGEST_PATH || !FHIR_PATH.matcher(path).matches()) {
            return false;
        }
        int dot = path.indexOf('.');
        return FHIR_RESOURCES.contains(dot < 0 ? path : path.substring(0, dot));
    }
}
