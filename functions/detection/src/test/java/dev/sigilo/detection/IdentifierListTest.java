package dev.sigilo.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.identifiers.IdentifierType;
import dev.sigilo.identifiers.Span;
import dev.sigilo.text.Language;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of identifier that free text may hold, one by one, English and Spanish; and what is none. */
class IdentifierListTest {
    private static final IdentifierDetector DETECTOR = IdentifierDetector.standard();

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            en | SSN           | Her SSN is 408-36-1259 per the chart.                               | 408-36-1259
            en | SSN           | Social Security Number: 408 36 1259                                  | 408 36 1259
            es | SSN           | Nº de la Seguridad Social de EE. UU. (SSN) 408-36-1259               | 408-36-1259
            en | DNI           | Spanish ID 12345678Z was shown at the desk.                          | 12345678Z
            es | DNI           | Presenta el documento 12.345.678-Z en admisión.                      | 12.345.678-Z
            es | DNI           | DNI: 12345678 z                                                      | 12345678 z
            en | NIE           | Foreign resident X1234567L registered today.                         | X1234567L
            es | NIE           | Se identifica con X-1234567-L en urgencias.                          | X-1234567-L
            en | NHS           | The patient (943 476 5919) was admitted on Monday.                   | 943 476 5919
            en | NHS           | NHS no 9434765919.                                                   | 9434765919
            en | NHS           | Number 943-476-5919 on the wristband.                                | 943-476-5919
            es | NHS           | Paciente británico con número 943 476 5919 en la pulsera.            | 943 476 5919
            en | passport      | Passport number: X1234567, issued in Leeds.                          | X1234567
            en | passport      | Passport no. 533401372 was copied.                                   | 533401372
            es | passport      | Pasaporte nº AAB123456, caducado.                                    | AAB123456
            en | IBAN          | Refund to GB82 WEST 1234 5698 7654 32 please.                        | GB82 WEST 1234 5698 7654 32
            es | IBAN          | Cuenta ES9121000418450200051332 para el reembolso.                   | ES9121000418450200051332
            es | IBAN          | Domiciliado en ES91 2100 0418 4502 0005 1332.                        | ES91 2100 0418 4502 0005 1332
            en | card          | Paid with 4111 1111 1111 1111 at the desk.                           | 4111 1111 1111 1111
            es | card          | Pagó con la tarjeta 5500-0000-0000-0004 en caja.                     | 5500-0000-0000-0004
            en | card          | Card 378282246310005 on file.                                        | 378282246310005
            en | licence       | Driver's license: D123-4567-8901.                                    | D123-4567-8901
            en | licence       | Driving licence no. MORGA657054SM9IJ seen.                           | MORGA657054SM9IJ
            en | licence       | Medical license # 4402817 expires soon.                              | 4402817
            es | licence       | Permiso de conducir nº 30412877.                                     | 30412877
            es | licence       | Carnet de conducir 30412877-K vigente.                               | 30412877-K
            es | licence       | Médico colegiado nº 282864321.                                       | 282864321
            en | device        | Pacemaker serial number PJN4471209.                                  | PJN4471209
            en | device        | Pump S/N: 77-40213-B checked.                                        | 77-40213-B
            en | device        | Device ID 00889842001235 scanned.                                    | 00889842001235
            es | device        | Marcapasos con número de serie PJN4471209.                           | PJN4471209
            es | device        | Prótesis, nº de serie: 8847-22913.                                   | 8847-22913
            en | fax           | Fax: (617) 555-0142                                                  | (617) 555-0142
            es | fax           | Fax 91 555 01 42.                                                    | 91 555 01 42
            en | phone         | Call 617-555-0142 after five.                                        | 617-555-0142
            en | phone         | Reach her at +1 617 555 0142.                                        | +1 617 555 0142
            en | phone         | UK mobile 07700 900123 is on file.                                   | 07700 900123
            es | phone         | Llamar al 666 981 590 por la tarde.                                  | 666 981 590
            es | phone         | Tel. 91-555-01-42                                                    | 91-555-01-42
            es | phone         | Móvil +34 666 98 15 90.                                              | +34 666 98 15 90
            en | e-mail        | Write to ana.ruiz@example.org today.                                 | ana.ruiz@example.org
            es | e-mail        | Correo: ana_ruiz@correo.example.es                                   | ana_ruiz@correo.example.es
            en | URL           | See https://www.example.org/p/123?id=7 for images.                   | https://www.example.org/p/123?id=7
            en | URL           | Blog at www.anaruiz.example.com is hers.                             | www.anaruiz.example.com
            es | URL           | Página http://example.es/~aruiz del paciente.                        | http://example.es/~aruiz
            en | IPv4          | Uploaded from 192.168.10.24 at noon.                                 | 192.168.10.24
            es | IPv4          | Enviado desde la IP 10.0.12.7.                                       | 10.0.12.7
            en | IPv6          | Uploaded from 2001:db8:85a3::8a2e:370:7334 at noon.                  | 2001:db8:85a3::8a2e:370:7334
            en | IPv6          | Host 2001:0db8:85a3:0000:0000:8a2e:0370:7334 sent it.                | 2001:0db8:85a3:0000:0000:8a2e:0370:7334
            es | IPv6          | Enviado desde fe80::1ff:fe23:4567:890a.                              | fe80::1ff:fe23:4567:890a
            en | MAC           | Modality at 00:1B:44:11:3A:B7 sent it.                               | 00:1B:44:11:3A:B7
            es | MAC           | Equipo con MAC 00-1b-44-11-3a-b7.                                    | 00-1b-44-11-3a-b7
            en | record number | MRN: 4820193                                                         | 4820193
            en | record number | Medical record number 48-20-193.                                     | 48-20-193
            es | record number | NHC: 4820193.                                                        | 4820193
            es | record number | Historia clínica nº 4820193.                                         | 4820193
            en | accession     | Accession #: RA20418832                                              | RA20418832
            es | accession     | Episodio 20418832 en urgencias.                                      | 20418832
            en | insurance     | Member ID: XEH904417722                                              | XEH904417722
            en | insurance     | Policy number 77-4410-22871.                                         | 77-4410-22871
            es | insurance     | NASS: 28 12345678 40.                                                | 28 12345678 40
            es | insurance     | Póliza nº 4410228719.                                                | 4410228719
            es | insurance     | Tarjeta sanitaria BBBB123456789012.                                  | BBBB123456789012
            en | account       | Account number: 10044712.                                            | 10044712
            en | account       | Account number: 100-4471-22.                                         | 100-4471-22
            es | account       | Número de cuenta 0049 1500 05 1234567892.                            | 0049 1500 05 1234567892
            en | vehicle       | License plate 7ABC123 was noted.                                     | 7ABC123
            en | vehicle       | VIN 1HGCM82633A004352 of the car.                                    | 1HGCM82633A004352
            es | vehicle       | Matrícula 4417 KBD del coche.                                        | 4417 KBD
            en | age           | A 93-year-old woman with cough.                                      | 93
            en | age           | He is 102 years old.                                                 | 102
            en | age           | She turned 101 years old last week.                                  | 101
            en | age           | A 104-yr-old gentleman.                                              | 104
            en | age           | Aged 96, she lives alone.                                            | 96
            en | age           | 99yo F with hip fracture.                                            | 99
            en | age           | Pt is a 91 y/o M.                                                    | 91
            es | age           | Tiene 102 años.                                                      | 102
            es | age           | Anciana de 101 años de edad.                                         | 101
            es | age           | A sus 96 años vive sola.                                             | 96
            es | age           | Mujer de 94 años con tos.                                            | 94
            en | date          | Seen on March 3rd, 2016.                                             | March 3rd, 2016
            es | date          | Visto el 3 de marzo de 2016.                                         | 3 de marzo de 2016
            en | postal code   | Lives in Tacoma, WA 98402.                                           | 98402
            es | postal code   | CP 28035 Madrid.                                                     | 28035
            en | profession    | She is a retired lawyer from the city.                               | lawyer
            es | profession    | Profesión: albañil.                                                  | albañil
            en | country       | The patient was born in Portugal.                                    | Portugal
            es | country       | País: Portugal.                                                      | Portugal
            en | institution   | Transferred from Mercy Ridge Hospital today.                         | Mercy Ridge Hospital
            es | institution   | Trasladado desde el Hospital General de Valdeolmos.                  | Hospital General de Valdeolmos
            es | institution   | Cepa enviada al Centro Nacional de Microbiología de Majadahonda. | Centro Nacional de Microbiología de Majadahonda
            es | institution   | Facultad de Medicina y Odontología. Universidad de Valencia.         | Facultad de Medicina y Odontología
            es | institution   | Remitido al Instituto Oncológico de Guipúzcoa para tratamiento.      | Instituto Oncológico de Guipúzcoa
            es | relative      | Teme el abandono por parte de su pareja.                             | pareja
            es | relative      | Enfermedad de Crohn en un hermano gemelo.                            | hermano gemelo
            es | relative      | Se cita a la familia para valoración.                                | familia
            en | street        | She lives at 1621 Harbor Boulevard.                                  | 1621 Harbor Boulevard
            es | street        | Domicilio: Calle Mayor 12, 3º B.                                     | Calle Mayor 12
            """)
    void findsEveryKindOfIdentifier(String language, String kind, String text, String value) {
        List<Span> spans = detect(language, text);

        assertThat(withoutSpans(text, spans)).as("%s in %s", spans, text).doesNotContain(value);
        int start = text.indexOf(value);
        for (int i = start; i < start + value.length(); i++) {
            int at = i;
            if (Character.isLetterOrDigit(text.charAt(i))) {
                assertThat(spans)
                        .as("character %d of %s", i - start, value)
                        .anyMatch(span -> span.start() <= at && at < span.end());
            }
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            en | Account number: 100-4471-22.                                                                 | 100-4471-22
            en | Account no. 12-03-2016-7 on the bill.                                                        | 12-03-2016-7
            en | Acct # 2016-03-12/7 closed.                                                                  | 2016-03-12/7
            en | Account 44.71.2016.3 is overdue.                                                             | 44.71.2016.3
            en | Policy number AB 123 456 C.                                                                  | AB 123 456 C
            en | Policy no: 4471/12/22.                                                                       | 4471/12/22
            en | Insurance policy 10-4471/22 lapsed.                                                          | 10-4471/22
            en | Claim number 2019-03-4471.                                                                   | 2019-03-4471
            en | Claim no. 03/22/4471 was paid.                                                               | 03/22/4471
            en | Claim # CL-2016-03-12 was denied.                                                            | CL-2016-03-12
            en | Certificate number: 12-05-44 of live birth.                                                  | 12-05-44
            en | Birth certificate no. 109-61-1204.                                                           | 109-61-1204
            en | Nursing license number RN 44-1208-16.                                                        | RN 44-1208-16
            en | Driver's licence 12 34 56 78.                                                                | 12 34 56 78
            en | Device serial number 14-06-2231.                                                             | 14-06-2231
            en | Infusion pump serial no. 10.2016.447.                                                        | 10.2016.447
            en | ICD generator S/N 2016-11-0447.                                                              | 2016-11-0447
            en | Case number 16-04471.                                                                        | 16-04471
            en | Medical record no. 01-12-16.                                                                 | 01-12-16
            en | Group number: 44710-12.                                                                      | 44710-12
            en | Member no. 100 4471 22.                                                                      | 100 4471 22
            en | Visit number 2016-0447-11.                                                                   | 2016-0447-11
            en | Invoice no. 2016/0447.                                                                       | 2016/0447
            es | Número de cuenta: 100-4471-22.                                                               | 100-4471-22
            es | Póliza n.º 12-03-2016-7.                                                                     | 12-03-2016-7
            es | Póliza 4471/12/22 de la mutua.                                                               | 4471/12/22
            es | Nº de siniestro: 2019-03-4471.                                                               | 2019-03-4471
            es | Parte de accidente nº 03/22/4471.                                                            | 03/22/4471
            es | Certificado nº 12-05-44.                                                                     | 12-05-44
            es | Certificado de defunción n.º 109/61/1204.                                                    | 109/61/1204
            es | Licencia nº 44.1208.16.                                                                      | 44.1208.16
            es | Permiso de conducción n.º 12 34 56 78.                                                       | 12 34 56 78
            es | Número de serie 14-06-2231 del marcapasos.                                                   | 14-06-2231
            es | N.º serie: 10.2016.447.                                                                      | 10.2016.447
            es | Desfibrilador S/N: 2016-11-0447.                                                             | 2016-11-0447
            es | Expediente 16/04471.                                                                         | 16/04471
            es | Historia n.º 01-12-16.                                                                       | 01-12-16
            es | Nº de afiliado: 44710-12.                                                                    | 44710-12
            es | Nº de asegurado 100 4471 22.                                                                 | 100 4471 22
            es | Factura nº 2016/0447.                                                                        | 2016/0447
            es | Nº colegiado 28/28/12044.                                                                    | 28/28/12044
            es | Reclamación nº 2016-0447-11.                                                                 | 2016-0447-11
            """)
    void takesANumberBehindALabelWholeAndForNoDate(String language, String text, String value) {
        int start = text.indexOf(value);

        assertThat(detect(language, text)).as(text).anySatisfy(span -> {
            assertThat(span.start()).isLessThanOrEqualTo(start);
            assertThat(span.end()).isGreaterThanOrEqualTo(start + value.length());
            assertThat(span.type()).isNotEqualTo(IdentifierType.DATE);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | The record of 12/03/2016 shows no change.           | 12/03/2016
            en | License renewed, policy: 12/03/2016.                | 12/03/2016
            es | Historia clínica: 12/03/2016, sin cambios.          | 12/03/2016
            """)
    void leavesADateBehindALabelADate(String language, String text, String value) {
        int start = text.indexOf(value);

        assertThat(detect(language, text)).contains(new Span(start, start + value.length(), IdentifierType.DATE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Lung-RADS 3, T12-L1 unremarkable.
            en | BI-RADS 4B, suspicious abnormality.
            en | BIRADS 2 bilaterally. PI-RADS 4 lesion.
            en | TI-RADS 4 nodule of the right lobe.
            en | LI-RADS 5 observation in segment VII.
            en | L4-L5 disc bulge, C5-C6 fusion, T7 compression fracture.
            en | Disc protrusions at L3/4 and L5/S1.
            en | Stage pT2N1M0. Gleason 3+4=7.
            en | cT3 N2 M0, Gleason score 4 + 3.
            en | Metformin 850 mg twice a day, lisinopril 10 mg, insulin 12 units.
            en | The mass measures 4.8 x 1.9 x 1.7 cm and the node 14 mm.
            en | Ejection fraction 55%, BP 120/80, pulse 72, SpO2 97%.
            en | Sodium 138, potassium 4.1, creatinine 0.9 mg/dL, WBC 9,800.
            en | Apgar 8 and 9. Glasgow Coma Scale 15.
            en | A 1.4 cm irregular mass at 2 o'clock, 5 cm from the nipple.
            es | Lung-RADS 3, T12-L1 sin alteraciones.
            es | BI-RADS 2. PI-RADS 4 en zona periférica.
            es | Protrusión discal L4-L5 y L5-S1. Aplastamiento de D12.
            es | Estadio pT2N1M0, Gleason 4+3=7.
            es | Metformina 850 mg cada 12 horas, enalapril 20 mg/día.
            es | Nódulo de 14 x 9 mm en el lóbulo superior derecho.
            es | Hemoglobina 12,3 g/dl, leucocitos 9.800, plaquetas 230.000.
            es | TA 120/80, FC 76 lpm, saturación 97%.
            es | Pregabalina 75 mg/12 h. Acenocumarol, INR 2,4.
            es | Quiste con vesículas hijas. Revisión por su médico de familia.
            en | Glasgow Coma Scale 15.
            en | Glasgow coma score of 14 on arrival, Rankin scale 2.
            en | Braden Scale 18, Morse Fall Scale 45, Norton score 14.
            en | NIH Stroke Scale 7. NIHSS 4 at discharge.
            en | Barthel index 85, Karnofsky 70, Katz index 6.
            en | Mini-Mental 27/30 and MoCA 24.
            en | CHA2DS2-VASc 4, HAS-BLED 2, CURB-65 3.
            en | Child-Pugh B7, MELD 14, APACHE II 22, SOFA 6.
            en | Wells score 4.5, Alvarado score 7, Ranson 3.
            en | Agatston score 412. Mallampati II, ASA 3.
            en | Visual analogue scale 7/10, PHQ-9 score 12, GAD-7 8.
            en | Hoehn and Yahr 3, Ashworth scale 2, Tanner stage 4.
            en | Kellgren-Lawrence grade 3. Garden III fracture. Salter-Harris II.
            en | Outerbridge grade 2. Bosniak IIF cyst. Deauville 4.
            en | Killip 2, TIMI 5, GRACE score 141.
            en | GCS 15, E4V5M6. RASS -2.
            es | Apgar 8 y 9. Glasgow 15.
            es | Escala de coma de Glasgow 15/15.
            es | Escala de Glasgow de 14 puntos, Rankin modificado 2.
            es | Índice de Barthel 85, Karnofsky 70, índice de Katz A.
            es | Escala de Braden 18, escala de Norton 14, Downton 3.
            es | NIHSS 7 al ingreso, 2 al alta.
            es | Mini-Mental 27/30, MoCA 24, Pfeiffer 3 errores.
            es | CHA2DS2-VASc 4, HAS-BLED 2, CURB-65 3.
            es | Child-Pugh B7, MELD 14, APACHE II 22, SOFA 6.
            es | Escala de Lawton y Brody 5, Tinetti 18/28, Yesavage 4.
            es | EVA 7/10. Escala visual analógica 3.
            es | Hoehn y Yahr 3, escala de Ashworth 2.
            es | Gleason 4+4, ISUP 4, Fuhrman 2. ECOG 1.
            es | Escala de Daniels 4/5, Wells 4,5, Ginebra 6.
            es | Agatston 412. Mallampati II, ASA III.
            """)
    void leavesScoresLevelsStagesDosesAndMeasurementsAlone(String language, String text) {
        assertThat(detect(language, text)).isEmpty();
    }

    private static List<Span> detect(String language, String text) {
        return DETECTOR.detect(text, language.equals("es") ? Language.SPANISH : Language.ENGLISH);
    }

    private static String withoutSpans(String text, List<Span> spans) {
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (Span span : spans) {
            rest.append(text, from, span.start()).append('|');
            from = span.end();
        }
        return rest.append(text.substring(from)).toString();
    }
}
