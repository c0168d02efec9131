package dev.sigilo.formats.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes bundles of several synthetic patients from a seed, with every form of reference. */
final class FhirBundles {
    private final Random random;
    private final List<String> entries = new ArrayList<>();

    private FhirBundles(long seed) {
        random = new Random(seed);
    }

    static String of(long seed) {
        FhirBundles bundle = new FhirBundles(seed);
        int patients = 1 + bundle.random.nextInt(3);
        for (int patient = 0; patient < patients; patient++) {
            bundle.patient(patient);
        }
        return Fhir.json(
                "{'resourceType':'Bundle','type':'collection','entry':[" + String.join(",", bundle.entries) + "]}");
    }

    private boolean often() {
        return random.nextInt(4) > 0;
    }

    private void entry(String id, String resource) {
        String url = random.nextBoolean() ? "'fullUrl':'urn:uuid:" + id + "'," : "";
        entries.add(random.nextInt(entries.size() + 1), "{" + url + "'resource':" + resource + "}");
    }

    private String reference(String type, String id) {
        return often()
                ? "{'reference':'" + type + "/" + id + "'}"
                : "{'reference':'urn:uuid:" + id + "','display':'Dr. Z'}";
    }

    private String identifiers(String id) {
        return often() ? "" : ",'identifier':[{'system':'http://a.example','value':'" + id + "-x'}]";
    }

    private void patient(int number) {
        String patient = "pat" + number;
        String subject = ",'subject':" + (often() ? "{'reference':'Patient/" + patient + "'}" : "{'display':'P'}");
        if (often()) {
            entry(
                    patient,
                    "{'resourceType':'Patient','id':'" + patient + "','name':[{'family':'FAM" + number
                            + "'}],'identifier':[{'value':'MRN" + number + "'}],'text':{'div':'<p/>'}}");
        }
        entry(
                "doc" + number,
                "{'resourceType':'Practitioner','id':'doc" + number + "','name':[{'text':'Dr. Who" + number + "'}]}");
        entry(
                "role" + number,
                "{'resourceType':'PractitionerRole','id':'role" + number + "','practitioner':"
                        + reference("Practitioner", "doc" + number) + "}");
        entry(
                "enc" + number,
                "{'resourceType':'Encounter','id':'enc" + number + "','status':'finished'" + subject
                        + ",'class':{'code':'AMB'},'participant':[{'individual':"
                        + reference("PractitionerRole", "role" + number)
                        + "}]}");
        String encounter = ",'encounter':" + reference("Encounter", "enc" + number);
        StringBuilder results = new StringBuilder();
        int observations = random.nextInt(6);
        for (int i = 0; i < observations; i++) {
            String id = "obs" + number + "-" + i;
            String member = often() ? "" : ",'hasMember':[" + reference("Observation", "obs" + number + "-0") + "]";
            entry(
                    id,
                    "{'resourceType':'Observation','id':'" + id + "','status':'final'" + subject + encounter + member
                            + identifiers(id) + ",'code':{'text':'T" + i + "'},'valueInteger':" + i + "}");
            if (random.nextBoolean()) {
                results.append(results.length() == 0 ? "" : ",").append(reference("Observation", id));
            }
        }
        String order = "ord" + number;
        entry(
                order,
                "{'resourceType':'ServiceRequest','id':'" + order + "','status':'active'" + subject + identifiers(order)
                        + "}");
        for (int i = random.nextInt(3); i > 0; i--) {
            String id = "rep" + number + "-" + i;
            entry(
                    id,
                    "{'resourceType':'DiagnosticReport','id':'" + id + "','status':'"
                            + (often() ? "final" : "entered-in-error") + "'" + subject + encounter
                            + (often() ? identifiers("same") : identifiers(id)) + ",'result':[" + results
                            + "],'basedOn':["
                            + reference("ServiceRequest", order) + "],'performer':["
                            + reference("Practitioner", "doc" + number) + "],'conclusion':'c" + i + "'}");
        }
        entry(
                "con" + number,
                "{'resourceType':'Condition','id':'con" + number + "'" + subject + encounter
                        + ",'code':{'text':'Asthma'}}");
        entry(
                "rel" + number,
                "{'resourceType':'RelatedPerson','id':'rel" + number + "','patient':{'reference':'Patient/" + patient
                        + "'},'name':[{'family':'REL" + number + "'}]}");
    }
}
