package dev.sigilo.samples;

import dev.sigilo.samples.FormatSamples.Hl7Patient;

/** HL7 v2 messages beside the reports of examinations. All people and numbers in them are fictitious. */
final class Hl7Texts {
    private Hl7Texts() {}

    /** Two groups of results in one message: two records. A Z segment and a picture are dropped and counted. */
    static String laboratory(Hl7Patient patient) {
        String day = patient.daysLater(12);
        return """
                MSH|^~\\&|LAB|RIVERBEND LABORATORY|SIGILO||%1$s0815||ORU^R01|LAB-77120|P|2.3.1
                %2$s
                PV1|1|O|CLINIC^3^B||||ME4471902^OKONKWO^ADAEZE^^^DR
                ORC|RE|ORD-55120|LAB-55120-1
                OBR|1|ORD-55120|LAB-55120-1|58410-2^CBC panel^LN|||%1$s0730|||||||||ME4471902^OKONKWO^ADAEZE^^^DR||||||%1$s0810||HM|F
                OBX|1|NM|718-7^Hemoglobin^LN||10.9|g/dL|12.0-15.5|L|||F
                OBX|2|NM|6690-2^Leukocytes^LN||7.4|10*3/uL|4.5-11.0|N|||F
                OBX|3|NM|777-3^Platelets^LN||251|10*3/uL|150-400|N|||F
                NTE|1|L|Sample slightly haemolysed. Called to Dr. Okonkwo at (312) 555-0147.
                OBR|2|ORD-55120|LAB-55120-2|24323-8^Comprehensive metabolic panel^LN|||%1$s0730|||||||||ME4471902^OKONKWO^ADAEZE^^^DR||||||%1$s0812||CH|F
                OBX|1|NM|2345-7^Glucose^LN||96|mg/dL|70-99|N|||F
                OBX|2|NM|2160-0^Creatinine^LN||1.4|mg/dL|0.6-1.2|H|||F
                OBX|3|CE|20570-8^Hematocrit comment^LN||281300000^Below reference range^SCT||||||F
                OBX|4|ED|PIC^Smear^L||^IM^PNG^Base64^iVBORw0KGgo=||||||F
                ZLB|1|BENCH 4|FILED BY R. ABARA
                """.formatted(day, patient.pid());
    }

    /** A transcribed note (MDM^T02) with escapes, a repeated line break and people who are only in its text. */
    static String note(Hl7Patient patient) {
        boolean spanish = patient.language().equals("es");
        String text = spanish ? """
                OBX|1|TX|11488-4^Consultation note^LN||Acude acompañado por su hija, Inés Valdivielso (tel. 612 340 118).||||||F
                OBX|2|TX|11488-4^Consultation note^LN||Refiere dolor lumbar desde hace 3 semanas, sin fiebre. TA 128/76, FC 72.||||||F
                OBX|3|TX|11488-4^Consultation note^LN||Plan: paracetamol 1 g cada 8 h \\T\\ revisión en 2 semanas.\\.br\\Dra. Noelia Arrizabalaga||||||F""" : """
                OBX|1|TX|11488-4^Consultation note^LN||Seen with daughter Ines Valdivielso, phone (415) 555-0163.||||||F
                OBX|2|TX|11488-4^Consultation note^LN||Low back pain for 3 weeks, no fever. BP 128/76, HR 72.||||||F
                OBX|3|TX|11488-4^Consultation note^LN||Plan: acetaminophen 1 g every 8 h \\T\\ review in 2 weeks.\\.br\\Noelia Arrizabalaga, MD||||||F""";
        return """
                MSH|^~\\&|DICTATION|OUTPATIENTS|SIGILO||%1$s1130||MDM^T02^MDM_T02|DOC-30417|P|2.5||||||UNICODE UTF-8
                EVN|T02|%1$s1130
                %2$s
                PV1|1|O|||||28/28/51207^ARRIZABALAGA^NOELIA^^^DRA
                TXA|1|CN^Consultation note|TX|%1$s1100||%1$s1130|||28/28/51207^ARRIZABALAGA^NOELIA|||DOC-30417|||||AU
                %3$s
                """.formatted(patient.daysLater(30), patient.pid(), text);
    }

    /** An order (ORM^O01) of HL7 v2.3, without a character set. */
    static String order(Hl7Patient patient) {
        return """
                MSH|^~\\&|OE|WARD 7|SIGILO||%1$s0902||ORM^O01|OE-90233|P|2.3
                %2$s
                PV1|1|I|W7^12^A||||ME2285103^PETROSYAN^LUSINE^^^DR
                ORC|NW|OE-90233||||||^^^%1$s1000^^S||||ME2285103^PETROSYAN^LUSINE^^^DR
                OBR|1|OE-90233||71250^CT chest without contrast^CPT|||||||||Follow-up of a 6 mm nodule, right upper lobe
                DG1|1|I10|R91.1^Solitary pulmonary nodule^I10
                NTE|1|P|Patient cannot lie flat; call the ward (ext. 5512) before transport.
                """.formatted(patient.daysLater(200), patient.pid());
    }

    /** An admission (ADT^A01) with next of kin, guarantor and insured. */
    static String admission(Hl7Patient patient) {
        return """
                MSH|^~\\&|ADT|ADMISSIONS|SIGILO||%1$s1445||ADT^A01^ADT_A01|ADT-61188|P|2.5.1||||||UNICODE UTF-8
                EVN|A01|%1$s1445
                %2$s
                NK1|1|Santamarta Quirós^Eloy|SPO^Spouse^HL70063|Calle del Olmo, 12^^Oviedo^^33003^ESP|+34 985 550 128
                PV1|1|I|ICU^04^1||||33/33/40815^Adeyemi^Folarin^^^Dr|||MED|||||||||V-2208817|||||||||||||||||||||||||%1$s1430
                DG1|1|I10|J18.9^Pneumonia, unspecified organism^I10||%1$s|A
                GT1|1||Santamarta Quirós^Eloy||Calle del Olmo, 12^^Oviedo^^33003^ESP|+34 985 550 128
                """.formatted(patient.daysLater(90), patient.pid());
    }

    /** A merge (ADT^A40): the number in MRG-1 was the same person's. */
    static String merge(Hl7Patient patient) {
        return """
                MSH|^~\\&|ADT|ADMISSIONS|SIGILO||%1$s0910||ADT^A40^ADT_A39|ADT-61902|P|2.5.1||||||UNICODE UTF-8
                EVN|A40|%1$s0910
                %2$s
                MRG|TEMP-004417^^^RIS^MR
                """.formatted(patient.daysLater(95), patient.pid());
    }
}
