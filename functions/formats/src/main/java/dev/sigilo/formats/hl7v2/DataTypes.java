package dev.sigilo.formats.hl7v2;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the standard (HL7 v2.1 to v2.8.2, chapters 2 to 17) says about segments and fields, as far as the reader needs
 * it: the names of segments, and the data types of fields that contain persons, identifiers, addresses and codes.
 */
final class DataTypes {
    /** A data type, by the components that only qualify a value: a type code, an authority, a title. */
    enum Type {
        /** A person: family name, given names. The rest is suffix, prefix, degree and type. */
        XPN(7, 4, 62),
        /** A person of the staff: id, family name, given names. */
        XCN(13, 5, 62),
        /** A person of the staff, in the subcomponents of component 1. */
        NDL(0, 4, 62),
        /** An identifier with check digit, authority and type. */
        CX(5, 2, 62),
        /** A telephone number. */
        XTN(3, 8, 62),
        /** An address. */
        XAD(7, 7, 8),
        /** A coded element: code, text, system, and the same again. */
        CWE(0, 6, 62),
        /** An identifier with its authority. */
        EI(0, 2, 62),
        /** An organization. */
        XON(0, 2, 9),
        /** A name with its universal id, or a date with its precision. */
        HD(0, 2, 62),
        /** Any other type: every component is a value. */
        OTHER(0, 63, 63);

        private final int typeComponent;
        private final int qualifiersFrom;
        private final int qualifiersTo;

        Type(int typeComponent, int qualifiersFrom, int qualifiersTo) {
            this.typeComponent = typeComponent;
            this.qualifiersFrom = qualifiersFrom;
            this.qualifiersTo = qualifiersTo;
        }

        /** Returns the component with the type code that a path can select, such as MR in PID-3, or 0. */
        int typeComponent() {
            return typeComponent;
        }

        /** Returns whether the component only qualifies the value of the others. */
        boolean isQualifier(int component) {
            // CWE.9 is the text as its author wrote it.
            return component >= qualifiersFrom && component <= qualifiersTo && !(this == CWE && component == 9)
                    || this == CWE && component == 3
                    || this == XTN && (component == 2 || component == 3);
        }
    }

    private static final Set<String> SEGMENTS = Set.of(("ABS ACC ADD ADJ AFF AIG AIL AIP AIS AL1 APR ARQ ARV AUT BHS"
                    + " BLC BLG BPO BPX BTS BTX BUI CDM CDO CER CM0 CM1 CM2 CNS CON CSP CSR CSS CTD CTI CTR DB1 DEV DG1"
                    + " DMI DON DPS DRG DSC DSP DST ECD ECR EDU EQL EQP EQU ERQ ERR EVN FAC FHS FT1 FTS GOL GP1 GP2 GT1"
                    + " IAM IAR IIM ILT IN1 IN2 IN3 INV IPC IPR ISD ITM IVC IVT LAN LCC LCH LDP LOC LRL MCP MFA MFE MFI"
                    + " MRG MSA MSH NCK NDS NK1 NPU NSC NST NTE OBR OBX ODS ODT OH1 OH2 OH3 OH4 OM1 OM2 OM3 OM4 OM5 OM6"
                    + " OM7 OM8 ORC ORG OVR PAC PCE PCR PD1 PDA PDC PEO PES PID PKG PM1 PMT PR1 PRA PRB PRC PRD PRT PSG"
                    + " PSH PSL PSS PTH PV1 PV2 PYE QAK QID QPD QRD QRF QRI RCP RDF RDT REL RF1 RFI RGS RMI ROL RQ1 RQD"
                    + " RXA RXC RXD RXE RXG RXO RXR RXV SAC SCD SCH SCP SDD SFT SGH SGT SHP SID SLT SPM SPR STF STZ TCC"
                    + " TCD TQ1 TQ2 TXA UAC UB1 UB2 URD URS VAR VND VTQ")
            .split(" "));

    /** Segments whose first field only numbers them (data type SI). */
    private static final Set<String> NUMBERED =
            Set.of(("AIG AIL AIP AIS AL1 ARV CON DG1 FT1 GT1 IAM IN1 NK1 NTE OBR OBX"
                            + " PID PR1 PRT PV1 RF1 SPM TQ1 TXA DB1 RGS RXD ACC")
                    .split(" "));

    private static final int MAX_FIELD = 99;
    private static final Type[] NONE = {};
    private static final Map<String, Type[]> TYPES = new HashMap<>();
    /** The paths of each segment's fields, made when they are first needed: every message has the same ones. */
    private static final Map<String, String[]> PATHS = new HashMap<>();

    static {
        SEGMENTS.forEach(segment -> PATHS.put(segment, new String[MAX_FIELD + 2]));
        types(
                Type.XPN,
                "PID-5,6,9 NK1-2,26,30 GT1-3,4,42,45 IN1-6,16 IN2-7,9,22,40,49,52 MRG-7 PRD-2 CTD-2 STF-3 IAM-14");
        types(
                Type.XCN,
                "EVN-5 PD1-4 PV1-7,8,9,17,52 PV2-13 ORC-10,11,12,19 OBR-10,16,28 OBX-16,25 TXA-5,9,10,11,22 PR1-8,11,12"
                        + " DG1-16 ROL-4 PRT-5 RXO-14,15 RXE-13,14 RXA-10 RXD-10 RXG-10 AIP-3 SCH-12,16,20"
                        + " FT1-20,21,24 ACC-7 PDA-5,8 NTE-5 IAM-18 RF1-20 AUT-7");
        types(Type.NDL, "OBR-32,33,34,35");
        types(
                Type.CX,
                "PID-2,3,4,18,20,21 PV1-5,19,50,54 NK1-33 GT1-2 IN1-3,49 IN2-1,61 MRG-1,2,3,4,5,6 DB1-3 SPM-2,3,30");
        types(
                Type.XTN,
                "PID-13,14,40 NK1-5,6,7,31,40 GT1-6,7,18,46 IN1-7 IN2-50,58,63,64 ORC-14,23 OBR-17 PRT-15 SCH-13,17"
                        + " PRD-5 ROL-12 CTD-5");
        types(
                Type.XAD,
                "PID-11 NK1-4,32 GT1-5,17 IN1-5,19,44 ORC-22,24 OBX-24 PRT-14 PRD-3 ROL-11 CTD-3 SCH-14 ACC-11");
        types(
                Type.CWE,
                "PID-8,10,22 PV1-2 PV2-3 OBR-4,13,31,44,46 OBX-3,6,17,20 AL1-2,3,4 IAM-2,3,4 DG1-3 PR1-3 PRB-3,4 RF1-10"
                        + " SCH-6,7,8 AIS-3 RXA-5,7 RXE-2,5,7 RXO-1,4,6,7 RXD-2,5 RXG-4,7 RXC-2,4 RXR-1,2 SPM-4,8"
                        + " FT1-7,19,25 PDA-1 ORC-16 GOL-4 TXA-2 IPC-5,6 OBX-5 NK1-3 INV-1");
        types(
                Type.EI,
                "OBR-2,3 ORC-2,3,4 TXA-12,13,14,15 OBX-18,21 SCH-1,2 IPC-1,2,3,4,7 RF1-6,11 PRT-10 ORC-8 OBR-29");
        types(Type.XON, "ORC-21 PD1-3 OBX-23 NK1-13 IN1-4,11 MSH-22,23 PRT-8 GT1-51 IN1-11");
        types(
                Type.HD,
                "MSH-4 PID-7,29 OBR-6,7,8,22 OBX-14,19 ORC-9,15 PV1-44,45 TXA-4,6 RXA-3,4 DG1-5 PR1-5 FT1-4,5"
                        + " IN1-12,13,18 PRB-2,7,16 AL1-6 NTE-6 EVN-7");
    }

    private DataTypes() {}

    private static void types(Type type, String fields) {
        for (String segment : fields.split(" ")) {
            String name = segment.substring(0, 3);
            for (String field : segment.substring(4).split(",")) {
                Type[] types = TYPES.computeIfAbsent(name, segmentName -> new Type[MAX_FIELD + 1]);
                types[Integer.parseInt(field)] = type;
            }
        }
    }

    /** Returns whether the standard defines a segment with this name. */
    static boolean isStandard(String segment) {
        return SEGMENTS.contains(segment);
    }

    /** Returns the data type of a field, as far as it is known. */
    static Type of(String segment, int field) {
        Type[] types = TYPES.getOrDefault(segment, NONE);
        Type type = field < types.length ? types[field] : null;
        return type == null ? Type.OTHER : type;
    }

    /** Returns whether a field only numbers, routes or describes the message or segment, so that it is not counted. */
    static boolean isEnvelope(String segment, int field) {
        return field == 1 && NUMBERED.contains(segment)
                || segment.equals("OBX") && (field == 2 || field == 4)
                || segment.equals("MSH")
                || segment.equals("SFT");
    }

    /**
     * Returns the path of a field, such as {@code PID-28}. Fields that no segment of the standard has are one path.
     *
     * @param segment the name of a standard segment
     */
    static String path(String segment, int field) {
        String[] paths = PATHS.get(segment);
        int index = Math.min(field, MAX_FIELD + 1);
        String path = paths[index];
        if (path == null) {
            path = segment + "-" + (field <= MAX_FIELD ? String.valueOf(field) : "100+");
            // Threads may do this at the same time; the text is the same.
            paths[index] = path;
        }
        return path;
    }
}
