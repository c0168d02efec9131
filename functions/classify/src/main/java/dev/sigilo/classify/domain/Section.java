package dev.sigilo.classify.domain;

import java.util.Arrays;
import java.util.Map;

/** The sections of a report, and the headings that open them. */
enum Section {
    /** The findings: what was seen. */
    FINDINGS,
    /** The conclusion of the report. */
    IMPRESSION,
    /** The technique: how the images were made. May name the modality and body part, but contains no findings. */
    TECHNIQUE,
    /** The history: what was asked, known or done before. */
    HISTORY,
    /** Recommendations. */
    ADVICE;

    private static final Map<Section, String[]> HEADINGS = Map.of(
            FINDINGS,
                    new String[] {
                        "findings",
                        "finding",
                        "report",
                        "results",
                        "description",
                        "observations",
                        "radiographic findings",
                        "discussion",
                        "hallazgos",
                        "informe",
                        "descripcion",
                        "resultados",
                        "resultado",
                        "hallazgos radiologicos",
                        "informe radiologico",
                        "observaciones",
                        "interpretation",
                        "interpretacion"
                    },
            IMPRESSION,
                    new String[] {
                        "impression",
                        "impressions",
                        "final impression",
                        "final impressions",
                        "conclusion",
                        "conclusions",
                        "opinion",
                        "assessment",
                        "summary",
                        "diagnosis",
                        "diagnoses",
                        "final diagnosis",
                        "impresion",
                        "impresion diagnostica",
                        "conclusiones",
                        "juicio diagnostico",
                        "juicio clinico",
                        "diagnostico",
                        "diagnosticos",
                        "resumen",
                        "comentario"
                    },
            TECHNIQUE,
                    new String[] {
                        "technique",
                        "procedure",
                        "exam",
                        "examination",
                        "study",
                        "type of exam",
                        "protocol",
                        "views",
                        "examination performed",
                        "contrast",
                        "exam type",
                        "tecnica",
                        "estudio",
                        "exploracion",
                        "procedimiento",
                        "protocolo",
                        "prueba",
                        "tipo de estudio",
                        "exploracion realizada"
                    },
            HISTORY,
                    new String[] {
                        "history",
                        "clinical history",
                        "clinical information",
                        "indication",
                        "indications",
                        "clinical indication",
                        "reason for exam",
                        "reason for examination",
                        "reason for study",
                        "comparison",
                        "comparisons",
                        "comparison studies",
                        "comparison study",
                        "clinical data",
                        "patient history",
                        "symptoms",
                        "prior studies",
                        "past medical history",
                        "medications",
                        "allergies",
                        "indicacion",
                        "indicaciones",
                        "motivo",
                        "motivo de consulta",
                        "motivo de la exploracion",
                        "datos clinicos",
                        "informacion clinica",
                        "historia clinica",
                        "antecedentes",
                        "comparacion",
                        "estudios previos",
                        "estudio previo",
                        "estudio comparativo",
                        "antecedentes personales",
                        "sospecha"
                    },
            ADVICE,
                    new String[] {
                        "recommendation",
                        "recommendations",
                        "plan",
                        "follow up",
                        "recomendacion",
                        "recomendaciones",
                        "seguimiento",
                        "actitud"
                    });

    boolean isJudged() {
        return this == FINDINGS || this == IMPRESSION;
    }

    /** Adds every heading; returns, by phrase number, the section that it opens. */
    static Section[] addTo(Phrases phrases) {
        Section[] byPhrase = new Section[0];
        for (Section section : values()) {
            for (String heading : HEADINGS.get(section)) {
                int phrase = phrases.add(heading);
                if (phrase >= byPhrase.length) {
                    byPhrase = Arrays.copyOf(byPhrase, phrase + 1);
                }
                byPhrase[phrase] = section;
            }
        }
        return byPhrase;
    }
}
