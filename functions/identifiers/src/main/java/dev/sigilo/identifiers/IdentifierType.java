package dev.sigilo.identifiers;

import dev.sigilo.records.Category;

/**
 * The type of a span that detection finds in free text. The names are stable: they are written into the output of
 * {@code sigilo scrub}. The order matters: if two spans have the same start and length, the type that comes first wins.
 */
public enum IdentifierType {
    /** The patient, or a person whose role the text does not mention. */
    PATIENT_NAME(Category.NAME, "NOMBRE_SUJETO_ASISTENCIA"),
    /** A physician, nurse or other member of staff. */
    STAFF_NAME(Category.NAME, "NOMBRE_PERSONAL_SANITARIO"),
    /** A relative, by kinship or name. */
    RELATIVE(Category.QUASI_IDENTIFIER, "FAMILIARES_SUJETO_ASISTENCIA"),
    AGE(Category.AGE, "EDAD_SUJETO_ASISTENCIA"),
    SEX(Category.QUASI_IDENTIFIER, "SEXO_SUJETO_ASISTENCIA"),
    DATE(Category.DATE, "FECHAS"),
    /** Street with house number, floor and the rest of the address line. */
    STREET(Category.GEOGRAPHIC, "CALLE"),
    /** City, province, state or region. */
    TERRITORY(Category.GEOGRAPHIC, "TERRITORIO"),
    /** Postal code. */
    ZIP(Category.GEOGRAPHIC, "TERRITORIO"),
    COUNTRY(Category.QUASI_IDENTIFIER, "PAIS"),
    /** Nationality, origin, religious or political group. */
    NATIONALITY(Category.QUASI_IDENTIFIER, "OTROS_SUJETO_ASISTENCIA"),
    HOSPITAL(Category.INSTITUTION, "HOSPITAL"),
    HEALTH_CENTER(Category.INSTITUTION, "CENTRO_SALUD"),
    INSTITUTION(Category.INSTITUTION, "INSTITUCION"),
    PROFESSION(Category.QUASI_IDENTIFIER, "PROFESION"),
    PHONE(Category.PHONE, "NUMERO_TELEFONO"),
    FAX(Category.FAX, "NUMERO_FAX"),
    EMAIL(Category.EMAIL, "CORREO_ELECTRONICO"),
    URL(Category.URL, "URL_WEB"),
    IP(Category.IP_ADDRESS, "DIREC_PROT_INTERNET"),
    /** Medical record number. */
    ID_PATIENT(Category.MEDICAL_RECORD_NUMBER, "ID_SUJETO_ASISTENCIA"),
    /** Number of an episode, visit, accession or study. */
    ID_CONTACT(Category.OTHER_ID, "ID_CONTACTO_ASISTENCIAL"),
    /** Number of a health plan or social insurance member. */
    ID_INSURANCE(Category.HEALTH_PLAN_NUMBER, "ID_ASEGURAMIENTO"),
    /** Licence or registration number of a member of staff. */
    ID_STAFF(Category.LICENSE_NUMBER, "ID_TITULACION_PERSONAL_SANITARIO"),
    /** Driving licence and other certificates of a person. */
    LICENSE(Category.LICENSE_NUMBER, "OTROS_SUJETO_ASISTENCIA"),
    /** United States social security number. */
    SSN(Category.SSN, "ID_ASEGURAMIENTO"),
    /** DNI, NIE, NHS number and similar numbers. */
    NATIONAL_ID(Category.OTHER_ID, "ID_SUJETO_ASISTENCIA"),
    PASSPORT(Category.OTHER_ID, "ID_SUJETO_ASISTENCIA"),
    IBAN(Category.ACCOUNT_NUMBER, "OTROS_SUJETO_ASISTENCIA"),
    CARD(Category.ACCOUNT_NUMBER, "OTROS_SUJETO_ASISTENCIA"),
    /** Bank account number in a form other than IBAN. */
    ACCOUNT(Category.ACCOUNT_NUMBER, "OTROS_SUJETO_ASISTENCIA"),
    /** Serial number of an implant or device, MAC address. */
    DEVICE(Category.DEVICE_ID, "IDENTIF_DISPOSITIVOS_NRSERIE"),
    /** Number plate or vehicle identification number. */
    VEHICLE(Category.VEHICLE_ID, "IDENTIF_VEHICULOS_NRSERIE_PLACAS"),
    /** An image or other file embedded in the text, in Base64 or as a data URL. */
    PHOTO(Category.PHOTO, "OTROS_SUJETO_ASISTENCIA"),
    /** Anything else that identifies a person. */
    OTHER(Category.QUASI_IDENTIFIER, "OTROS_SUJETO_ASISTENCIA");

    private final Category category;
    private final String meddocanType;

    IdentifierType(Category category, String meddocanType) {
        this.category = category;
        this.meddocanType = meddocanType;
    }

    /** Returns the policy category that decides what happens to a span of this type. */
    public Category category() {
        return category;
    }

    /** Returns the MEDDOCAN label. */
    public String meddocanType() {
        return meddocanType;
    }
}
