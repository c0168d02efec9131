package dev.sigilo.tokenize.domain.detect;

import dev.sigilo.identifiers.IdentifierType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Maps keys, columns and element names of records to the type of their values: "PatientName", "last_name", "F. Nac.", "nhc". */
final class RecordKeys {

    private static final int LONGEST = 40;
    private static final Map<String, IdentifierType> KEYS = new HashMap<>();
    /** Keys that are ordinary words as well: their value needs the look of one. */
    private static final Map<String, IdentifierType> ORDINARY = new HashMap<>();
    private static final List<String> STAFF = List.of("referring", "attending", "performing", "ordering", "admitting", "consulting", "operating", "physicians",
            "physician", "provider", "doctor", "author", "operators", "operator", "reading", "requesting", "practitioner", "medico", "surgeon", "reporting",
            "responsible", "primary", "facultativo");
    private static final List<String> PEOPLE = List.of("patients", "patient", "paciente", "pac", "pt", "subject", "mothers", "mother", "fathers", "father",
            "guarantor", "insured", "contact", "nextofkin", "nok", "emergency", "person", "subscriber", "guardian", "home", "current", "legal", "del", "de", "num",
            "numero", "no", "n", "number", "id");

    static {
        put(KEYS, IdentifierType.PATIENT_NAME, "patientname patname ptname fullname nombrecompleto nombrepaciente nombreyapellidos apellidosynombre "
                + "apellidosynombres lastname firstname middlename familyname givenname surname forename forenames apellidos apellido apellido1 apellido2 "
                + "primerapellido segundoapellido nombres maidenname mothersmaidenname nextofkin contactname emergencycontact guarantorname insuredname "
                + "subscribername preferredname legalname personname titular lname fname sname nombrepila patientfullname middleinitial otherpatientnames "
                + "patientmothersbirthname nombreapellidos secondname family given");
        put(KEYS, IdentifierType.STAFF_NAME, "physicianname doctorname attendingphysician referringphysician performingphysician orderingprovider providername "
                + "medicoresponsable signedby firmadopor requestedby reportedby dictatedby technicianname operatorname nameofphysiciansreadingstudy authorname "
                + "orderingphysician referringdoctor medicosolicitante medicoreferente medicoremitente responsiblephysician pcp surgeonname");
        put(KEYS, IdentifierType.ID_PATIENT, "mrn patientid ptid nhc numhistoria nhistoria historiaclinica medicalrecordnumber medicalrecordno mrno recordnumber "
                + "hospitalnumber unitnumber ehrid chartnumber patientnumber nhistoriaclinica numerohistoria hcn expediente urno urnumber patid otherpatientids idpaciente pacienteid "
                + "nohistoria nexpediente nhcl pid");
        put(KEYS, IdentifierType.ID_CONTACT, "accession accessionnumber accessionno accno acc visitnumber visitid encounterid encounternumber episodeid episodio csn "
                + "studyid orderid ordernumber placerordernumber fillerordernumber caseid casenumber specimenid requestid fin finnumber nepisodio numepisodio "
                + "numeropeticion numpeticion nestudio numestudio idestudio idepisodio studyinstanceuid seriesinstanceuid sopinstanceuid requisitionid");
        put(KEYS, IdentifierType.NATIONAL_ID, "dni nif nie nationalid curp rut cedula cpf cuil cuit rfc nhsnumber nhs nhsno documento documentoidentidad numdocumento "
                + "passportnumber passport pasaporte identitynumber");
        put(KEYS, IdentifierType.SSN, "ssn socialsecuritynumber socialsecurity");
        put(KEYS, IdentifierType.ID_INSURANCE, "memberid policynumber policyno insuranceid insurancenumber nss nuss cip cipa nass tis mbi medicareid medicareno medicaidid "
                + "subscriberid poliza numafiliacion nuhsa sns hicn groupnumber planid insurancepolicy nafiliacion numeroafiliacion");
        put(KEYS, IdentifierType.ID_STAFF, "npi dea deanumber licensenumber colegiado numcolegiado ncolegiado ncol physicianid providerid");
        put(KEYS, IdentifierType.ACCOUNT, "accountnumber acctno accountno acct patientaccountnumber iban numcuenta billingid");
        put(KEYS, IdentifierType.DEVICE, "serialnumber deviceserialnumber deviceid udi numserie numeroserie nserie");
        put(KEYS, IdentifierType.DATE, "dob birthdate dateofbirth fechanacimiento fechanac fnac fnacimiento fecnac fecnacimiento fechadenacimiento patientbirthdate studydate "
                + "seriesdate admitdate dischargedate visitdate admissiondate fechaingreso fechaalta birthtime deathdate deceaseddatetime contentdate acquisitiondate "
                + "fechaestudio fechainforme fechaprueba reportdate orderdate collectiondate examdate servicedate dos dod fechaconsulta encounterdate datetime "
                + "performeddatetime effectivedatetime issued admitdatetime");
        put(KEYS, IdentifierType.STREET, "streetaddress addressline addressline1 addressline2 direccion domicilio homeaddress street1 street2");
        put(KEYS, IdentifierType.TERRITORY, "city town ciudad localidad municipio poblacion provincia birthplace lugarnacimiento");
        put(KEYS, IdentifierType.ZIP, "zip zipcode postalcode codigopostal postcode cpostal");
        put(KEYS, IdentifierType.PHONE, "phone phonenumber telephone telephonenumber tel telefono tfno tlf mobile movil cell cellphone homephone workphone celular "
                + "phonehome phonework mobilephone patienttelephonenumbers telefonomovil");
        put(KEYS, IdentifierType.FAX, "fax faxnumber");
        put(KEYS, IdentifierType.HOSPITAL, "institutionname hospitalname sendingfacility receivingfacility facilityname nombrehospital nombrecentro");
        put(ORDINARY, IdentifierType.PATIENT_NAME, "name nombre patient paciente contact alias nok madre padre tutor cuidador");
        put(ORDINARY, IdentifierType.STAFF_NAME, "physician doctor attending provider medico facultativo author autor radiologist surgeon cirujano practitioner nurse technician");
        put(ORDINARY, IdentifierType.STREET, "address street calle line");
        put(ORDINARY, IdentifierType.ID_PATIENT, "hc historia ficha id identifier");
        put(ORDINARY, IdentifierType.DATE, "date fecha");
        ORDINARY.put("cp", IdentifierType.ZIP);
    }

    private RecordKeys() {}

    private static void put(Map<String, IdentifierType> keys, IdentifierType type, String names) {
        for (String name : names.split(" ")) {
            keys.put(name, type);
        }
    }

    /** What the value of the key in this stretch is, or null; of ordinary words only where {@code inStructure}. */
    static IdentifierType of(String text, int from, int to, boolean inStructure) {
        if (to - from > LONGEST) {
            return null;
        }
        StringBuilder letters = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = Hashes.fold(text.charAt(i));
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                letters.append(c);
            }
        }
        return of(letters.toString(), inStructure);
    }

    private static IdentifierType of(String key, boolean inStructure) {
        IdentifierType type = KEYS.get(key);
        type = type == null && inStructure ? ORDINARY.get(key) : type;
        if (type != null || key.length() < 4) {
            return type;
        }
        for (String prefix : STAFF) {
            if (key.startsWith(prefix)) {
                IdentifierType rest = of(key.substring(prefix.length()), true);
                return rest == IdentifierType.PATIENT_NAME ? IdentifierType.STAFF_NAME : rest;
            }
        }
        for (String prefix : PEOPLE) {
            if (key.startsWith(prefix) && key.length() > prefix.length() + 1) {
                return of(key.substring(prefix.length()), true);
            }
        }
        return null;
    }

    /** Whether the key alone leaves doubt: "name" may be a drug's. */
    static boolean isOrdinary(String text, int from, int to) {
        return ORDINARY.containsKey(text.substring(from, to).strip().toLowerCase(Locale.ROOT));
    }
}
