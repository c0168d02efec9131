package dev.sigilo.training;

import java.util.List;

/**
 * The person whom a note is about: one name throughout, in different forms.
 *
 * @param staff    surnames of the clinicians in the note
 * @param hospital where the person is treated
 */
record Persona(boolean woman, String given, String surname, List<String> staff, String hospital) {}
