package dev.sigilo.classify.domain;

import java.util.Arrays;
import java.util.Map;

/** The headings that divide a report, and what stands under each. */
enum Section {
    /** What was seen. */
    FINDINGS,
    /** What it comes to. */
    IMPRESSION,
    /** How it was taken: may name modality and body part, says nothing of findings. */
    TECHNIQUE,
    /** What was asked, known or done before. */
    HISTORY,
    /** What to do next. */
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

    /** Adds every heading and gives, by phrase number, the section that it opens. */
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
