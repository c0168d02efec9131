package dev.sigilo.training;

import java.util.List;

/**
 * The person that a note is about, with one name throughout, in different forms.
 *
 * @param staff    surnames of the clinicians in the note
 * @param hospital where the person is treated
 */
record Persona(boolean woman, String given, String surname, List<String> staff, String hospital) {}
