package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;

/** Words that introduce a name beside them or exclude one: titles, roles, relatives, departments. */
final class NameCues {

    static final int STAFF_TITLE = 1;
    static final int OTHER_TITLE = 2;
    static final int STAFF = 4;
    static final int PERSON = 8;
    static final int PARTICLE = 16;
    static final int AND = 32;
    /** Words directly beside a name that make it the name of a thing. */
    static final int EPONYM = 64;

    static final int PREPOSITION = 128;
    /** Between a label and a name: "is", "electronically". */
    static final int FILLER = 256;

    /** Words after a name that do not belong to it: departments, headings. */
    static final int OTHER = 512;
    /** Role words that describe an action rather than a position: "signed", "según". */
    static final int ACT = 1024;
    /** The closing of a letter, before the name of its author. */
    static final int CLOSING = 2048;

    private static final IntTable CUES = new IntTable(1024);

    static {
        cue(STAFF_TITLE, "dr dra dres drs doctor doctora prof profesor dott");
        cue(OTHER_TITLE, "coach mr mrs ms miss mx sr sra srta sres don dona dna madam");
        cue(STAFF, """
                attending resident fellow intern radiologist physician provider consultant surgeon anesthesiologist
                anesthesia proceduralist cardiologist oncologist neurologist pathologist hospitalist nurse technologist
                tech technician sonographer radiographer pharmacist therapist transcriptionist scribe pcp gp referring
                ordering practitioner assistant midwife md medico medica facultativo facultativa radiologo radiologa
                residente mir adjunto adjunta enfermera enfermero due auxiliar tcae tecnico tecnica ter tsid celador
                matrona fisioterapeuta psicologa psicologo logopeda cirujano cirujana ayudante anestesista anestesia
                anestesiologo oncologa oncologo cardiologo cardiologa neurologo neurologa ginecologa ginecologo
                pediatra traumatologo traumatologa patologo patologa supervisora supervisor coordinadora coordinador
                peticionario peticionaria solicitante map operador ecografista secretaria transcriptora farmaceutica
                farmaceutico informa firma firmado fdo validado validada cc atencion signed dictated transcribed
                verified approved interpreted reported read reviewed performed cabecera responsable peticion dictado
                transcrito supervisado cosigner cosigned author autor autora profesional relevo guardia lector lectora
                administered administrado addendum interpretation""");
        cue(PERSON, """
                doula nok kin contact contacto guardian proxy attorney poa hcpoa hcp guarantor informant historian
                interpreter caregiver neighbor neighbour friend roommate coworker witness subscriber sponsor chaplain
                officer teacher donor employer partner spouse wife husband mother father mom dad son daughter sister
                brother aunt uncle niece nephew cousin grandchild parents children kids sons daughters brothers sisters
                siblings twins grandparents godson goddaughter godmother godfather stepson stepdaughter stepbrother
                stepsister fiance fiancee boyfriend girlfriend flatmate housemate grandmother grandfather grandson
                granddaughter stepfather stepmother twin baby hija hijo madre padre familia family esposa esposo marido
                mujer hermana hermano abuela abuelo nieta nieto tia tio sobrina sobrino prima primo pareja nuera yerno
                cunada cunado suegra suegro novia novio conyuge familiar acompanante tutor tutora representante testigo
                cuidador cuidadora vecina vecino amiga amigo interprete traductor traductora profesora maestro maestra
                agente abogado abogada titular asegurado asegurada informante autoriza recoge avisar llamar informar
                contactar llama llamo avisa aviso informa notified informed called phoned texted told per paged
                according segun estimada estimado dear trabajadora trabajador social worker legal principal gemelo
                gemela inspector inspectora policia attn""");
        cue(PARTICLE, """
                de del la las los el van von der den di da dos das du le y i bin ibn al el ter ten zu san santa mc mac
                st""");
        cue(AND, "and y e");
        cue(EPONYM, """
                enfermedad sindrome signo maniobra escala clasificacion fractura test prueba tecnica hernia quiste
                esofago tiroiditis fenomeno linfoma sarcoma tumor triangulo ligamento conducto glandula punto linea
                lineas hospital clinica centro calle avenida avda plaza paseo fundacion instituto universidad colegio
                tipo grado metodo disease syndrome sign test score scale classification criteria grade type street
                avenue road college university institute foundation clinic catheter procedure maneuver stage reflejo
                anillo cateter sonda ley solucion tincion indice espacio asa bolsa capsula cuerpos cuerpo placa foramen
                fascia fosa canal""");
        cue(PREPOSITION, "de of from del");
        cue(OTHER, """
                servicio servicios departamento seccion unidad correo correos direccion codigo area cirugia medicina
                oncologia radiologia urologia nefrologia neurologia neurocirugia cardiologia pediatria ginecologia
                obstetricia oftalmologia anestesiologia traumatologia hematologia neumologia dermatologia psiquiatria
                psicologia rehabilitacion urgencias anatomia patologia farmacia enfermeria general digestivo aparato
                mental oral salud interna infantil nuclear vascular toracica plastica maxilofacial atencion primaria
                banco facultad complejo edificio planta consulta paciente informe estudio fecha telefono tel fax email
                mail numero national department service services section unit division surgery medicine radiology
                oncology urology neurology neurosurgery cardiology pediatrics gynecology ophthalmology anesthesiology
                orthopedics dermatology psychiatry pathology pharmacy nursing emergency internal health center centre
                medical group board committee report patient date phone address page final preliminary""");
        cue(ACT, """
                informa firma firmado fdo validado validada cc atencion signed dictated transcribed verified approved
                interpreted reported read reviewed performed dictado transcrito supervisado peticion autoriza recoge
                avisar llamar informar llama llamo avisa aviso notified informed called phoned texted told per paged
                according segun estimada estimado dear legal principal social contact contacto responsable baby
                referring ordering cosigned relevo guardia administered administrado addendum interpretation""");
        cue(CLOSING, """
                atentamente saludo saludos cordialmente afectuosamente sincerely regards respectfully faithfully wishes
                truly""");
        cue(FILLER, "por by con with a to is es electronically electronicamente digitally digitalmente");
        CUES.withFilter();
    }

    private NameCues() {}

    private static void cue(int kind, String names) {
        for (String name : names.split("\\s+")) {
            int hash = Hashes.folded(name);
            int before = CUES.get(hash);
            CUES.put(hash, kind | (before == IntTable.ABSENT ? 0 : before));
        }
    }

    /**
     * Returns the properties of the word with this {@linkplain Hashes#folded hash}, as bits, or {@link
     * IntTable#ABSENT}.
     */
    static int of(int wordHash) {
        return CUES.get(wordHash);
    }
}
