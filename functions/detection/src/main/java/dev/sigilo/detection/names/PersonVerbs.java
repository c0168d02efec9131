package dev.sigilo.detection.names;

import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.IntTable;

/** Verbs that show that the word before them is a person. */
public final class PersonVerbs {

    /** Verbs whose subject is a person. */
    static final IntTable DOES = IntTable.words("""
                    bring come return visit decide attend drive phone speak agree stay call calls called identified
                    identifies says said states stated noticed asks asked agrees agreed concurs denies denied confirms
                    confirmed wants wanted brought brings drove drives lives helps helped understands understood
                    believes thinks thought prefers requests requested recommends recommended suggests reviewed
                    dictated signed saw examined evaluated explained visited phoned texted emailed wrote told knows
                    knew came comes arrived attended attends feels felt decides decided discussed advised advises
                    consented declined refused translated interpreted witnessed picked returned needs reports reported
                    recalls recalled mentioned mentions phones speaks spoke thanked thanks insists spent married moved
                    insisted hopes worries cares identifica identifico llama llamo llamara acude acudio acudira refiere
                    refirio cuenta conto comenta comento dice dijo explica explico niega solicita solicito pide pidio
                    pregunta pregunto trae trajo traera recoge recogio recogera viene vino vendra vive trabaja agradece
                    agradecio autoriza autorizo firma firmo acepta acepto entiende entendio prefiere confirma confirmo
                    decidio decidira valora valoro valorara revisa reviso revisara indica indico recomienda recomendo
                    propone opera opero avisa aviso avisara espera sabe conoce cree piensa quiere desea fallecio murio
                    asiste asistio acompana acompano cuida ayuda ayudo aporta aporto rechaza rechazo responde respondio
                    contesta contesto visita visito nota noto llego regresa atiende atendio supervisa coincide
                    concuerda lee leyo recuerda insiste comprende habla hablo manifiesta relata duda""");
    /** Words that can come before the verb. */
    static final IntTable BETWEEN =
            IntTable.words("lo la le les me nos no ya tambien also then again now never just who " + "que");

    private PersonVerbs() {}

    /** Returns whether only people do this. Case and accents make no difference. */
    public static boolean areDoneByPeople(String word) {
        return DOES.get(Hashes.folded(word)) != IntTable.ABSENT;
    }

    /** Returns whether the word may be between a name and its verb: "lo", "also". */
    public static boolean mayStandBetween(String word) {
        return BETWEEN.get(Hashes.folded(word)) != IntTable.ABSENT;
    }
}
