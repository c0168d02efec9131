package dev.sigilo.identifiers;

/**
 * What a detected span is. The names are stable: they are written into the output of {@code sigilo scrub}.
 *
 * <p>{@link #category()} names the policy category that decides what becomes of the span, and
 * {@link #meddocanType()} the type that the MEDDOCAN guidelines give to it.
 */
public enum IdentifierType {
    /** The patient, or anybody whose role the text does not tell. */
    PATIENT_NAME("NAME", "NOMBRE_SUJETO_ASISTENCIA"),
    /** A physician, nurse or other member of staff. */
    STAFF_NAME("NAME", "NOMBRE_PERSONAL_SANITARIO"),
    /** A relative, by kinship or name. */
    RELATIVE("QUASI_IDENTIFIER", "FAMILIARES_SUJETO_ASISTENCIA"),
    AGE("AGE", "EDAD_SUJETO_ASISTENCIA"),
    SEX("QUASI_IDENTIFIER", "SEXO_SUJETO_ASISTENCIA"),
    DATE("DATE", "FECHAS"),
    /** Street with number, floor and what else stands in one address line. */
    STREET("GEOGRAPHIC", "CALLE"),
    /** City, province, state or region. */
    TERRITORY("GEOGRAPHIC", "TERRITORIO"),
    /** Postal code. */
    ZIP("GEOGRAPHIC", "TERRITORIO"),
    COUNTRY("QUASI_IDENTIFIER", "PAIS"),
    /** Nationality, origin, religious or political group. */
    NATIONALITY("QUASI_IDENTIFIER", "OTROS_SUJETO_ASISTENCIA"),
    HOSPITAL("INSTITUTION", "HOSPITAL"),
    HEALTH_CENTER("INSTITUTION", "CENTRO_SALUD"),
    INSTITUTION("INSTITUTION", "INSTITUCION"),
    PROFESSION("QUASI_IDENTIFIER", "PROFESION"),
    PHONE("PHONE", "NUMERO_TELEFONO"),
    FAX("FAX", "NUMERO_FAX"),
    EMAIL("EMAIL", "CORREO_ELECTRONICO"),
    URL("URL", "URL_WEB"),
    IP("IP_ADDRESS", "DIREC_PROT_INTERNET"),
    /** Medical record number. */
    ID_PATIENT("MEDICAL_RECORD_NUMBER", "ID_SUJETO_ASISTENCIA"),
    /** Number of an episode, visit, accession or study. */
    ID_CONTACT("OTHER_ID", "ID_CONTACTO_ASISTENCIAL"),
    /** Number with a health plan or the social insurance. */
    ID_INSURANCE("HEALTH_PLAN_NUMBER", "ID_ASEGURAMIENTO"),
    /** Licence or register number of a member of staff. */
    ID_STAFF("LICENSE_NUMBER", "ID_TITULACION_PERSONAL_SANITARIO"),
    /** Driver's licence and other certificates of a person. */
    LICENSE("LICENSE_NUMBER", "OTROS_SUJETO_ASISTENCIA"),
    /** United States social security number. */
    SSN("SSN", "ID_ASEGURAMIENTO"),
    /** DNI, NIE, NHS number and the like. */
    NATIONAL_ID("OTHER_ID", "ID_SUJETO_ASISTENCIA"),
    PASSPORT("OTHER_ID", "ID_SUJETO_ASISTENCIA"),
    IBAN("ACCOUNT_NUMBER", "OTROS_SUJETO_ASISTENCIA"),
    CARD("ACCOUNT_NUMBER", "OTROS_SUJETO_ASISTENCIA"),
    /** Bank account that is no IBAN. */
    ACCOUNT("ACCOUNT_NUMBER", "OTROS_SUJETO_ASISTENCIA"),
    /** Serial number of an implant or device, MAC address. */
    DEVICE("DEVICE_ID", "IDENTIF_DISPOSITIVOS_NRSERIE"),
    /** Number plate or vehicle identification number. */
    VEHICLE("VEHICLE_ID", "IDENTIF_VEHICULOS_NRSERIE_PLACAS"),
    /** An image or other file embedded in the text, in Base64 or as a data URL. */
    PHOTO("PHOTO", "OTROS_SUJETO_ASISTENCIA"),
    /** Anything else that singles a person out. */
    OTHER("QUASI_IDENTIFIER", "OTROS_SUJETO_ASISTENCIA");

    private final String category;
    private final String meddocanType;

    IdentifierType(String category, String meddocanType) {
        this.category = category;
        this.meddocanType = meddocanType;
    }

    /** Returns the name of the constant of the policy's category enum. */
    public String category() {
        return category;
    }

    /** Returns the MEDDOCAN label. */
    public String meddocanType() {
        return meddocanType;
    }
}
