package dev.sigilo.identifiers;

import dev.sigilo.records.Category;
import java.util.List;
import java.util.Optional;

/**
 * The table of identifier kinds. For each kind it lists
 *
 * <ul>
 * <li>the policy category of a field that contains it, and the type of a span that detection finds in free text;
 * <li>the words in field names that indicate it, English and Spanish, without accents;
 * <li>the keys that indicate it in records pasted into a text, joined and without accents ({@code "F. Nac."} is {@code
 *     fnac}). Ordinary keys are everyday words and count only inside a structure;
 * <li>the labels that announce it in free text;
 * <li>the forms that prove it in free text, with the test of its check digit;
 * <li>the test that proves it as the whole value of a field.
 * </ul>
 *
 * <p>The category determines how a value is normalized ({@link Spelling}).
 *
 * <p>The order matters: if the words of a field name, or its value, fit several kinds, the first kind decides. A few
 * keys and labels have another type than the kind that they name; they are listed under the kind with that type.
 */
public enum IdentifierScheme {
    /** E-mail addresses. */
    EMAIL(
            Category.EMAIL,
            IdentifierType.EMAIL,
            new Traits().fieldWords("email mail correo").wholeValue(WholeValues::isEmail)),
    /** Fax numbers. */
    FAX(
            Category.FAX,
            IdentifierType.FAX,
            new Traits().fieldWords("fax").recordKeys("fax faxnumber").labels("fax")),
    /** Telephone and pager numbers. */
    PHONE(
            Category.PHONE,
            IdentifierType.PHONE,
            new Traits()
                    .fieldWords("phone telephone tel telefono movil mobile cell cellphone pager contacto")
                    .recordKeys("phone phonenumber telephone telephonenumber tel telefono tfno tlf mobile movil cell "
                            + "cellphone homephone workphone celular phonehome phonework mobilephone patienttelephonenumbers "
                            + "telefonomovil")
                    .labels(
                            "tel telf ph tfno tlf telephone telefono phone fono movil mobile cell celular desk pager cel "
                                    + "whatsapp wsp beeper bleep busca buscapersonas telef tfn landline cellphone homephone "
                                    + "callback pgr")),
    /** IP addresses, of version 4 and 6. */
    IP_ADDRESS(
            Category.IP_ADDRESS,
            IdentifierType.IP,
            new Traits().fieldWords("ip ipaddress").wholeValue(WholeValues::isIpAddress)),
    /** Web addresses. */
    URL(
            Category.URL,
            IdentifierType.URL,
            new Traits().fieldWords("url uri web website link href homepage").wholeValue(WholeValues::isUrl)),
    /** Fingerprints, voice prints, genomes. */
    BIOMETRIC(
            Category.BIOMETRIC,
            null,
            new Traits().fieldWords("biometric fingerprint iris voiceprint huella voice dna genome")),
    /** Photographs of faces. */
    PHOTO(
            Category.PHOTO,
            IdentifierType.PHOTO,
            new Traits().fieldWords("photo photograph picture face portrait foto fotografia selfie avatar")),

    /** Social security number of the United States. */
    US_SOCIAL_SECURITY(
            Category.SSN,
            IdentifierType.SSN,
            new Traits()
                    .fieldWords("ssn")
                    .recordKeys("ssn socialsecuritynumber socialsecurity")
                    .labels("ssn security")
                    .forms(CheckDigits::isIssuedSocialSecurityNumber, "ddd-dd-dddd")
                    .wholeValue(WholeValues::isSocialSecurityNumber)),
    /** Spanish social security number (NUSS, NASS). */
    SPANISH_SOCIAL_SECURITY(
            Category.SSN,
            IdentifierType.ID_INSURANCE,
            new Traits().fieldWords("nss nass").recordKeys("nss nuss nass").labels("nass nss nuss")),
    /** Spanish DNI, and NIE for foreigners, with their check letter. */
    SPANISH_DNI(
            Category.SSN,
            IdentifierType.NATIONAL_ID,
            new Traits()
                    .fieldWords("dni nif nie")
                    .recordKeys("dni nif nie")
                    .labels("dni nie nif")
                    .forms(
                            CheckDigits::isDniOrNie,
                            "ddddddddA",
                            "dddddddd-A",
                            "dddddddd A",
                            "dd.ddd.dddA",
                            "dd.ddd.ddd-A",
                            "AdddddddA",
                            "Addddddd-A",
                            "A-ddddddd-A",
                            "A-dddddddA")
                    .wholeValue(WholeValues::isDniOrNie)),
    /** NHS number, in its printed form. Without separators it needs a label. */
    NHS_NUMBER(
            Category.SSN,
            IdentifierType.NATIONAL_ID,
            new Traits()
                    .fieldWords("nhs")
                    .recordKeys("nhsnumber nhs nhsno")
                    .labels("nhs")
                    .forms(CheckDigits::isNhsNumber, "ddd ddd dddd", "ddd-ddd-dddd")),
    /** Mexico's CURP. */
    MEXICAN_CURP(
            Category.SSN,
            IdentifierType.NATIONAL_ID,
            new Traits()
                    .fieldWords("curp")
                    .recordKeys("curp")
                    .labels("curp")
                    .forms(CheckDigits::isCurp, "AAAAddddddAAAAAAXd")),
    /** Mexico's RFC of persons. */
    MEXICAN_RFC(
            Category.SSN,
            IdentifierType.NATIONAL_ID,
            new Traits().recordKeys("rfc").labels("rfc").forms(CheckDigits::isRfc, "AAAAddddddXXX")),
    /** Chile's RUT or RUN. */
    CHILEAN_RUT(
            Category.SSN,
            IdentifierType.NATIONAL_ID,
            new Traits()
                    .recordKeys("rut")
                    .labels("rut")
                    .labels(LabelUse.IN_CAPITALS, "run")
                    .forms(CheckDigits::isRut, "dd.ddd.ddd-X", "d.ddd.ddd-X", "dddddddd-X", "ddddddd-X")),
    /** Argentina's CUIL or CUIT. */
    ARGENTINE_CUIL(
            Category.SSN,
            IdentifierType.NATIONAL_ID,
            new Traits().recordKeys("cuil cuit").labels("cuil cuit").forms(CheckDigits::isCuil, "dd-dddddddd-d")),
    /** Brazil's CPF. */
    BRAZILIAN_CPF(
            Category.SSN,
            IdentifierType.NATIONAL_ID,
            new Traits().recordKeys("cpf").labels("cpf cnpj").forms(CheckDigits::isCpf, "ddd.ddd.ddd-dd")),
    /** National numbers of other countries, recognized only by their name. */
    OTHER_NATIONAL_NUMBER(
            Category.SSN,
            IdentifierType.NATIONAL_ID,
            new Traits()
                    .fieldWords("sin")
                    .recordKeys("nationalid cedula documento documentoidentidad numdocumento passportnumber passport "
                            + "pasaporte identitynumber")
                    .labels("cedula nuip ppsn")
                    .labels(LabelUse.IN_CAPITALS, "cc ti ci ce sin chi rg pps dui dpi ihi tfn")),
    /** Passports. */
    PASSPORT(
            Category.SSN,
            IdentifierType.PASSPORT,
            new Traits().fieldWords("passport pasaporte").labels("passport pasaporte")),

    /** Medical record numbers. */
    MEDICAL_RECORD(
            Category.MEDICAL_RECORD_NUMBER,
            IdentifierType.ID_PATIENT,
            new Traits()
                    .fieldWords("mrn nhc chart expediente historia patientid pid")
                    .recordKeys("mrn patientid ptid nhc numhistoria nhistoria historiaclinica medicalrecordnumber "
                            + "medicalrecordno mrno recordnumber hospitalnumber unitnumber ehrid chartnumber patientnumber "
                            + "nhistoriaclinica numerohistoria hcn expediente urno urnumber patid otherpatientids idpaciente "
                            + "pacienteid nohistoria nexpediente nhcl pid")
                    .ordinaryKeys("hc historia ficha id identifier")
                    .labels("mrn nhc cipa cip hcn record historia hc expediente chart nhcl hª mrno patientid exp")
                    .labels(LabelUse.IN_CAPITALS, "pid hcl")
                    .labels(LabelUse.BESIDE_NUMBER_WORD, "mr ur hospital rec pt patient paciente unit ficha file")),
    /** Numbers of members of a health plan or insurer. */
    HEALTH_PLAN(
            Category.HEALTH_PLAN_NUMBER,
            IdentifierType.ID_INSURANCE,
            new Traits()
                    .fieldWords(
                            "insurance insurer plan policy member subscriber beneficiary payer poliza aseguradora seguro "
                                    + "cip tarjeta medicare medicaid")
                    .recordKeys("memberid policynumber policyno insuranceid insurancenumber cip cipa tis medicareid "
                            + "medicareno medicaidid subscriberid poliza numafiliacion nuhsa sns hicn groupnumber planid "
                            + "insurancepolicy nafiliacion numeroafiliacion")
                    .labels("member subscriber policy poliza afiliacion sanitaria nuhsa medicare medicaid hicn isapre")
                    .labels(LabelUse.IN_CAPITALS, "tis sns sip ss")
                    .labels(
                            LabelUse.BESIDE_NUMBER_WORD,
                            "claim siniestro reclamacion group grupo enrollee beneficiary "
                                    + "beneficiario beneficiaria asegurado asegurada afiliado afiliada")),
    /** United States Medicare Beneficiary Identifier. It has no check digit, but no other code has its form. */
    MEDICARE_BENEFICIARY(
            Category.HEALTH_PLAN_NUMBER,
            IdentifierType.ID_INSURANCE,
            new Traits().recordKeys("mbi").labels(LabelUse.IN_CAPITALS, "mbi").forms("dAXd-AXd-AAdd", "dAXdAXdAAdd")),
    /** International bank account numbers. */
    IBAN(
            Category.ACCOUNT_NUMBER,
            IdentifierType.IBAN,
            new Traits().fieldWords("iban").labels("iban").wholeValue(WholeValues::isIban)),
    /** Payment cards. */
    PAYMENT_CARD(
            Category.ACCOUNT_NUMBER,
            IdentifierType.CARD,
            new Traits().fieldWords("card").wholeValue(WholeValues::isPaymentCard)),
    /** Other accounts, invoices and contracts. */
    ACCOUNT(
            Category.ACCOUNT_NUMBER,
            IdentifierType.ACCOUNT,
            new Traits()
                    .fieldWords("account bank cuenta banco billing invoice factura")
                    .recordKeys("accountnumber acctno accountno acct patientaccountnumber iban numcuenta billingid")
                    .labels("account acct cuenta")
                    .labels(LabelUse.BESIDE_NUMBER_WORD, "invoice factura contract contrato recibo receipt")),
    /** Prescribers' registration number with the United States DEA. */
    DEA_NUMBER(
            Category.LICENSE_NUMBER,
            IdentifierType.ID_STAFF,
            new Traits()
                    .fieldWords("dea")
                    .recordKeys("dea deanumber")
                    .labels("dea")
                    .forms(CheckDigits::isDea, "AAddddddd")),
    /** Licence and registration numbers of other members of staff. */
    STAFF_REGISTRATION(
            Category.LICENSE_NUMBER,
            IdentifierType.ID_STAFF,
            new Traits()
                    .fieldWords("npi colegiado")
                    .recordKeys("npi licensenumber colegiado numcolegiado ncolegiado ncol physicianid providerid")
                    .labels("ncol nºcol npi colegiado colegiada gmc")
                    .labels(LabelUse.IN_CAPITALS, "mn mp cmp gmc nmc")
                    .labels(LabelUse.BESIDE_NUMBER_WORD, "col")),
    /** Driving licences and certificates. */
    LICENSE(
            Category.LICENSE_NUMBER,
            IdentifierType.LICENSE,
            new Traits()
                    .fieldWords("license licence licencia certificate certificado")
                    .labels("license licence lic licencia conducir conduccion")
                    .labels(
                            LabelUse.BESIDE_NUMBER_WORD,
                            "certificate certificado permiso permit registration registro")),
    /** Number plates and vehicle identification numbers. */
    VEHICLE(
            Category.VEHICLE_ID,
            IdentifierType.VEHICLE,
            new Traits()
                    .fieldWords("vehicle vin plate matricula vehiculo")
                    .labels("plate matricula")
                    .wholeValue(WholeValues::isVehicleNumber)),
    /** Serial numbers of devices and implants, MAC addresses. */
    DEVICE(
            Category.DEVICE_ID,
            IdentifierType.DEVICE,
            new Traits()
                    .fieldWords("device serial imei mac udi equipo dispositivo serie implant scanner station")
                    .recordKeys("serialnumber deviceserialnumber deviceid udi numserie numeroserie nserie")
                    .labels("serial serie udi device")
                    .labels(LabelUse.IN_CAPITALS, "sn")
                    .labels(
                            LabelUse.BESIDE_NUMBER_WORD,
                            "lot lote generator generador implant implante prosthesis protesis " + "equipo")
                    .wholeValue(WholeValues::isMacAddress)),

    /** Dates of a person, such as birth, admission and death. */
    DATE(
            Category.DATE,
            IdentifierType.DATE,
            new Traits()
                    .fieldWords("date fecha dob birth birthdate birthday nacimiento time timestamp datetime hora day "
                            + "admission discharge admitted died death ingreso alta deceased")
                    .recordKeys(
                            "dob birthdate dateofbirth fechanacimiento fechanac fnac fnacimiento fecnac fecnacimiento "
                                    + "fechadenacimiento patientbirthdate studydate seriesdate admitdate dischargedate visitdate "
                                    + "admissiondate fechaingreso fechaalta birthtime deathdate deceaseddatetime contentdate "
                                    + "acquisitiondate fechaestudio fechainforme fechaprueba reportdate orderdate collectiondate "
                                    + "examdate servicedate dos dod fechaconsulta encounterdate datetime performeddatetime "
                                    + "effectivedatetime issued admitdatetime")
                    .ordinaryKeys("date fecha")),
    /** Free text: not an identifier itself, but it may contain any of them. */
    FREE_TEXT(
            Category.FREE_TEXT,
            null,
            new Traits()
                    .fieldWords("text note notes comment comments remark remarks narrative report description summary "
                            + "observations history texto nota notas comentario comentarios observaciones informe "
                            + "descripcion resumen motive reason")),
    /** Ages. */
    AGE(Category.AGE, IdentifierType.AGE, new Traits().fieldWords("age edad")),
    /** Streets with house numbers. */
    STREET(
            Category.GEOGRAPHIC,
            IdentifierType.STREET,
            new Traits()
                    .fieldWords("address street direccion domicilio calle")
                    .recordKeys(
                            "streetaddress addressline addressline1 addressline2 direccion domicilio homeaddress street1 "
                                    + "street2")
                    .ordinaryKeys("address street calle line")),
    /** Towns and regions, coordinates. */
    TERRITORY(
            Category.GEOGRAPHIC,
            IdentifierType.TERRITORY,
            new Traits()
                    .fieldWords("city town county district region state province location ciudad municipio localidad "
                            + "provincia barrio latitude longitude lat lon lng geo")
                    .recordKeys("city town ciudad localidad municipio poblacion provincia birthplace lugarnacimiento")),
    /** Postal codes. */
    POSTAL_CODE(
            Category.GEOGRAPHIC,
            IdentifierType.ZIP,
            new Traits()
                    .fieldWords("zip zipcode postal postcode cp")
                    .recordKeys("zip zipcode postalcode codigopostal postcode cpostal")
                    .ordinaryKeys("cp")
                    .labels("zip zipcode postcode postal")),
    /** Traits that identify a person only in combination: sex, origin, occupation. */
    PERSONAL_TRAIT(
            Category.QUASI_IDENTIFIER,
            null,
            new Traits()
                    .fieldWords("sex gender race ethnicity ethnic religion language nationality marital occupation "
                            + "profession job country sexo genero raza etnia idioma nacionalidad profesion ocupacion pais "
                            + "education employer")),
    /** Hospitals and other institutions. */
    INSTITUTION(
            Category.INSTITUTION,
            IdentifierType.HOSPITAL,
            new Traits()
                    .fieldWords("hospital facility clinic institution site centre center centro clinica institucion "
                            + "department ward servicio unidad")
                    .recordKeys(
                            "institutionname hospitalname sendingfacility receivingfacility facilityname nombrehospital "
                                    + "nombrecentro")),
    /** Names of patients, relatives and persons whose role is not known. */
    PERSON_NAME(
            Category.NAME,
            IdentifierType.PATIENT_NAME,
            new Traits()
                    .fieldWords(
                            "name names surname firstname lastname givenname familyname fullname nombre nombres apellido "
                                    + "apellidos mother father spouse guardian relative madre padre contact signed signature")
                    .recordKeys("patientname patname ptname fullname nombrecompleto nombrepaciente nombreyapellidos "
                            + "apellidosynombre apellidosynombres lastname firstname middlename familyname givenname surname "
                            + "forename forenames apellidos apellido apellido1 apellido2 primerapellido segundoapellido "
                            + "nombres maidenname mothersmaidenname nextofkin contactname emergencycontact guarantorname "
                            + "insuredname subscribername preferredname legalname personname titular lname fname sname "
                            + "nombrepila patientfullname middleinitial otherpatientnames patientmothersbirthname "
                            + "nombreapellidos secondname family given")
                    .ordinaryKeys("name nombre patient paciente contact alias nok madre padre tutor cuidador")),
    /** Names of physicians, nurses and other members of staff. */
    STAFF_NAME(
            Category.NAME,
            IdentifierType.STAFF_NAME,
            new Traits()
                    .fieldWords("physician doctor doctora radiologist referring operator nurse medico radiologo author")
                    .recordKeys("physicianname doctorname attendingphysician referringphysician performingphysician "
                            + "orderingprovider providername medicoresponsable signedby firmadopor requestedby reportedby "
                            + "dictatedby technicianname operatorname nameofphysiciansreadingstudy authorname "
                            + "orderingphysician referringdoctor medicosolicitante medicoreferente medicoremitente "
                            + "responsiblephysician pcp surgeonname")
                    .ordinaryKeys(
                            "physician doctor attending provider medico facultativo author autor radiologist surgeon "
                                    + "cirujano practitioner nurse technician")),
    /** Numbers of visits, studies, orders and specimens. */
    CONTACT_NUMBER(
            Category.OTHER_ID,
            IdentifierType.ID_CONTACT,
            new Traits()
                    .fieldWords("accession episode encounter visit order study episodio")
                    .recordKeys("accession accessionnumber accessionno accno acc visitnumber visitid encounterid "
                            + "encounternumber episodeid episodio csn studyid orderid ordernumber placerordernumber "
                            + "fillerordernumber caseid casenumber specimenid requestid fin finnumber nepisodio numepisodio "
                            + "numeropeticion numpeticion nestudio numestudio idestudio idepisodio studyinstanceuid "
                            + "seriesinstanceuid sopinstanceuid requisitionid")
                    .labels("accession episodio encounter cipna accn accno authorization autorizacion confirmation")
                    .labels(LabelUse.IN_CAPITALS, "csn fin har id")
                    .labels(LabelUse.BEFORE_CODE, "reference referencia ref")
                    .labels(
                            LabelUse.BESIDE_NUMBER_WORD,
                            "case caso visit visita parte order peticion solicitud requisition "
                                    + "specimen muestra biopsia episode reference referencia ticket acc acceso accesion estudio "
                                    + "study exam examen protocolo informe folio requisicion req")),
    /** Any other number or code. */
    OTHER_NUMBER(
            Category.OTHER_ID,
            null,
            new Traits()
                    .fieldWords("id ids uid uuid guid identifier number no num nr code token key hash reference ref "
                            + "identificador numero codigo")
                    .wholeValue(WholeValues::isUidOrUuid));

    private final Category category;
    private final IdentifierType type;
    private final Traits traits;

    IdentifierScheme(Category category, IdentifierType type, Traits traits) {
        this.category = category;
        this.type = type;
        this.traits = traits;
    }

    /** Returns the policy category of a field that contains this identifier. */
    public Category category() {
        return category;
    }

    /** Returns the type of a span of this kind in free text; empty if detection does not look for the kind. */
    public Optional<IdentifierType> type() {
        return Optional.ofNullable(type);
    }

    /** Returns the words in field names that indicate this kind, in lower case without accents. */
    public List<String> fieldWords() {
        return traits.fieldWords();
    }

    /** Returns the keys in pasted records that indicate this kind, in lower case with letters and digits only. */
    public List<String> recordKeys() {
        return traits.recordKeys();
    }

    /** Returns the keys that are also everyday words, so that the value must look like one of this kind. */
    public List<String> ordinaryKeys() {
        return traits.ordinaryKeys();
    }

    /** Returns the labels with this use that announce this kind in free text, in lower case. */
    public List<String> labels(LabelUse use) {
        return traits.labels(use);
    }

    /**
     * Returns the forms that prove this kind in free text. A value of such a form must also be {@linkplain #isValid
     * valid}.
     */
    public List<Form> forms() {
        return traits.forms();
    }

    /**
     * Returns whether a value of one of the {@linkplain #forms forms}, without separators, has the correct check digit;
     * true if the kind has none.
     */
    public boolean isValid(String compact) {
        return traits.isValid(compact);
    }

    /** Returns whether a field's whole value is proven to be of this kind. */
    public boolean isWholeValue(String value) {
        return traits.isWholeValue(value);
    }
}
